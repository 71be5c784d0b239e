package fr.allomairies.channels;

import fr.allomairies.channels.store.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.transaction.support.TransactionTemplate;

/// Composed messages on their way out, a few at a time.
@Configuration(proxyBeanMethods = false)
class OutboxFlow {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxFlow.class);
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration CLAIMED_FOR = Duration.ofMinutes(5);
    private static final int BATCH = 40;

    /// So many over one connection, before it is written down that they have left.
    private static final int LOT = 10;

    /// Until there is nothing due.
    private static final int ALL = -1;

    private final Dispatch dispatch;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OutboxFlow(Dispatch dispatch, Outbox outbox, TransactionTemplate transaction, Clock clock) {
        this.dispatch = dispatch;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Bean
    IntegrationFlow dueLetters(@Qualifier("outboxLanes") AsyncTaskExecutor outboxLanes) {
        return IntegrationFlow.fromSupplier(
                        this::due,
                        source -> source.poller(p -> p.fixedDelay(EVERY).maxMessagesPerPoll(ALL)))
                .split()
                .channel(channels -> channels.executor("channels.due", outboxLanes))
                .handle(due -> dispatch.send(lot(due.getPayload())))
                .get();
    }

    @SuppressWarnings("unchecked") // what is put into the channel
    private static List<Outbox.Entry> lot(Object payload) {
        return (List<Outbox.Entry>) payload;
    }

    private @Nullable List<List<Outbox.Entry>> due() {
        try {
            var now = clock.instant();
            var due = transaction.execute(_ -> outbox.claim(now, now.plus(CLAIMED_FOR), BATCH));
            return due.isEmpty()
                    ? null
                    : due.stream().gather(Gatherers.windowFixed(LOT)).toList();
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("outbox-unreachable");
            return null;
        }
    }
}
