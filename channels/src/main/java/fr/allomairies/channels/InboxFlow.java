package fr.allomairies.channels;

import fr.allomairies.channels.store.Inbox;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.integration.channel.ExecutorChannel;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.transaction.support.TransactionTemplate;

/// Stored messages on their way to the queue: pushed by the routes, or taken up again when nobody finished them.
@Configuration(proxyBeanMethods = false)
class InboxFlow {

    private static final Logger LOG = LoggerFactory.getLogger(InboxFlow.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration CLAIMED_FOR = Duration.ofSeconds(30);
    private static final int BATCH = 100;

    private final Intake intake;
    private final Inbox inbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    InboxFlow(Intake intake, Inbox inbox, TransactionTemplate transaction, Clock clock) {
        this.intake = intake;
        this.inbox = inbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Where the routes put messages that are stored and that nobody waits for.
    @Bean
    ExecutorChannel storedMessages(@Qualifier("inboxLanes") AsyncTaskExecutor inboxLanes) {
        return new ExecutorChannel(inboxLanes);
    }

    @Bean
    IntegrationFlow pushedMessages(ExecutorChannel storedMessages) {
        return IntegrationFlow.from(storedMessages)
                .handle(pushed -> process((UUID) pushed.getPayload()))
                .get();
    }

    @Bean
    IntegrationFlow overdueMessages(ExecutorChannel storedMessages) {
        return IntegrationFlow.fromSupplier(this::overdue, source -> source.poller(p -> p.fixedDelay(EVERY)))
                .split()
                .channel(storedMessages)
                .get();
    }

    private List<UUID> overdue() {
        try {
            var now = clock.instant();
            return transaction.execute(_ -> inbox.claim(now, now.plus(CLAIMED_FOR), BATCH));
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("inbox-unreachable");
            return List.of();
        }
    }

    private void process(UUID message) {
        try {
            var _ = intake.process(message);
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("message", message).setCause(e).log("message-comes-again");
        }
    }
}
