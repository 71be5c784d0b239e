package fr.allomairies.channels;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.integration.dsl.IntegrationFlow;

/// Composed messages on their way out, a few at a time. Each lane fetches for itself when it has nothing left to send:
/// what waits does so in the table, where it is nobody's. Messengers have lanes of their own, so that one whose API
/// hangs holds up no mail.
@Configuration(proxyBeanMethods = false)
class OutboxFlow {

    /// In which a lane that is free looks for what is due.
    private static final Duration EVERY = Duration.ofMillis(200);

    /// Until there is nothing due.
    private static final int ALL = -1;

    private final Dispatch dispatch;

    OutboxFlow(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    @Bean
    IntegrationFlow dueLetters(@Qualifier("outboxLanes") AsyncTaskExecutor outboxLanes) {
        return due(false, outboxLanes);
    }

    @Bean
    IntegrationFlow dueMessengerLetters(@Qualifier("messengerLanes") AsyncTaskExecutor messengerLanes) {
        return due(true, messengerLanes);
    }

    private IntegrationFlow due(boolean messengers, AsyncTaskExecutor lanes) {
        return IntegrationFlow.fromSupplier(
                        () -> dispatch.claim(messengers).orElse(null),
                        source -> source.poller(
                                p -> p.fixedDelay(EVERY).maxMessagesPerPoll(ALL).taskExecutor(lanes)))
                .handle(due -> dispatch.send((Lot) due.getPayload()))
                .get();
    }
}
