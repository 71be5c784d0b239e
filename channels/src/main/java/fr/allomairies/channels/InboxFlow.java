package fr.allomairies.channels;

import fr.allomairies.channels.store.Inbox;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Gatherers;
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
/// They go a few to a transaction, since a commit waits for the disk; when one of them fails, each goes alone.
@Configuration(proxyBeanMethods = false)
class InboxFlow {

    private static final Logger LOG = LoggerFactory.getLogger(InboxFlow.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration CLAIMED_FOR = Duration.ofSeconds(30);
    private static final int BATCH = 100;

    /// Few enough for nobody to wait for the locks that they hold.
    private static final int LOT = 10;

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

    /// Stored messages in the lots that go together.
    static List<List<UUID>> lots(List<UUID> messages) {
        return messages.stream().gather(Gatherers.windowFixed(LOT)).toList();
    }

    /// Where the routes put lots of messages that are stored and that nobody waits for.
    @Bean
    ExecutorChannel storedMessages(@Qualifier("inboxLanes") AsyncTaskExecutor inboxLanes) {
        return new ExecutorChannel(inboxLanes);
    }

    @Bean
    IntegrationFlow pushedMessages(ExecutorChannel storedMessages) {
        return IntegrationFlow.from(storedMessages)
                .handle(pushed -> process(uuids(pushed.getPayload())))
                .get();
    }

    @Bean
    IntegrationFlow overdueMessages(ExecutorChannel storedMessages) {
        return IntegrationFlow.fromSupplier(this::overdue, source -> source.poller(p -> p.fixedDelay(EVERY)))
                .split()
                .channel(storedMessages)
                .get();
    }

    private List<List<UUID>> overdue() {
        try {
            var now = clock.instant();
            return lots(transaction.execute(_ -> inbox.claim(now, now.plus(CLAIMED_FOR), BATCH)));
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("inbox-unreachable");
            return List.of();
        }
    }

    @SuppressWarnings("unchecked") // what is put into the channel
    private static List<UUID> uuids(Object payload) {
        return (List<UUID>) payload;
    }

    private void process(List<UUID> lot) {
        try {
            intake.processTogether(lot);
        } catch (RuntimeException _) {
            // which of them it was, and how often, is known when each is tried alone
            lot.forEach(this::process);
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
