package fr.allomairies.application.relief;

import fr.allomairies.channels.ChatRelief;
import fr.allomairies.channels.ChatRelief.Done;
import fr.allomairies.contact.ContactId;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.RoutingSnapshot.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.dsl.IntegrationFlow;

/// Sends the assistant to the chats for which the rules say so, and lets those go for whom it was enough. What
/// was cut short is done with the next round, here or on another node.
@Configuration(proxyBeanMethods = false)
class ChatOverflow {

    private static final Logger LOG = LoggerFactory.getLogger(ChatOverflow.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Routing routing;
    private final ChatRelief relief;
    private final Clock clock;
    private Set<ContactId> takenOver = Set.of();

    ChatOverflow(Routing routing, ChatRelief relief, Clock clock) {
        this.routing = routing;
        this.relief = relief;
        this.clock = clock;
    }

    @Bean
    IntegrationFlow chatOverflowRounds() {
        return IntegrationFlow.fromSupplier(clock::instant, source -> source.poller(p -> p.fixedDelay(EVERY)))
                .handle(_ -> round())
                .get();
    }

    void round() {
        try {
            var now = clock.instant();
            var waiting = routing.snapshot().waiting().stream()
                    .filter(contact -> contact.channel().isChat())
                    .toList();
            takenOver = waiting.stream()
                    .filter(contact -> isDue(contact, now))
                    .map(Waiting::contact)
                    .filter(contact -> takenOver.contains(contact) || takeOver(contact))
                    .collect(Collectors.toSet());
            relief.done(waiting.stream().map(Waiting::contact).toList()).forEach(this::letGo);
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("chat-overflow-failed");
        }
    }

    /// One that fails keeps no other waiting.
    private void letGo(Done done) {
        try {
            routing.leave(done.contact(), done.wayOut());
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("contact", done.contact()).setCause(e).log("chat-release-failed");
        }
    }

    private static boolean isDue(Waiting contact, Instant now) {
        var from = contact.assistantFrom();
        return from != null && !from.isAfter(now);
    }

    /// One that fails keeps no other waiting.
    private boolean takeOver(ContactId contact) {
        try {
            relief.takeOver(contact);
            return true;
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("contact", contact).setCause(e).log("chat-relief-failed");
            return false;
        }
    }
}
