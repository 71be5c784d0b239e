package fr.allomairies.channels.chat;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.transaction.support.TransactionTemplate;

/// Notes who is still there, and lets those go who have been away too long.
@Configuration(proxyBeanMethods = false)
class Presence {

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
    private static final Duration EVERY = Duration.ofSeconds(15);

    /// In a messenger nobody is seen to leave: after so long without a word to the assistant, what he wanted is for
    /// people.
    private static final Duration QUIET = Duration.ofMinutes(15);

    private final Chat chat;
    private final ChatStreams streams;
    private final ChatConversations conversations;
    private final TransactionTemplate transaction;
    private final ChatSettings settings;
    private final Clock clock;

    Presence(
            Chat chat,
            ChatStreams streams,
            ChatConversations conversations,
            TransactionTemplate transaction,
            ChatSettings settings,
            Clock clock) {
        this.chat = chat;
        this.streams = streams;
        this.conversations = conversations;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Bean
    IntegrationFlow chatRounds() {
        return IntegrationFlow.fromSupplier(clock::instant, source -> source.poller(p -> p.fixedDelay(EVERY)))
                .handle(_ -> round())
                .get();
    }

    void round() {
        try {
            var now = clock.instant();
            var alive = streams.alive();
            transaction.executeWithoutResult(_ -> {
                conversations.seen(alive, now);
                conversations.unseenSince(now.minus(settings.away())).forEach(chat::leave);
                conversations.quietSince(now.minus(QUIET)).forEach(chat::settle);
            });
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("chat-round-failed");
        }
    }
}
