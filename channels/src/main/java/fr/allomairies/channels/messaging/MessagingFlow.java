package fr.allomairies.channels.messaging;

import fr.allomairies.channels.messaging.ProviderEvents.Entry;
import java.time.Duration;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/// What providers have told on its way to the conversations, a few at a time.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WhatsAppSettings.class, FacebookSettings.class})
class MessagingFlow {

    private static final Duration EVERY = Duration.ofMillis(200);

    /// Until there is nothing due.
    private static final int ALL = -1;

    private static final int LANES = 4;

    private final MessagingWork work;

    MessagingFlow(MessagingWork work) {
        this.work = work;
    }

    /// A lane that is free fetches for itself: files may take long.
    @Bean(defaultCandidate = false)
    AsyncTaskExecutor messagingLanes() {
        var lanes = new ThreadPoolTaskExecutor();
        lanes.setThreadNamePrefix("messaging-");
        lanes.setCorePoolSize(LANES);
        lanes.setMaxPoolSize(LANES);
        lanes.setQueueCapacity(0);
        lanes.setRejectedExecutionHandler(new DiscardPolicy());
        lanes.setDaemon(true);
        return lanes;
    }

    @Bean
    IntegrationFlow dueProviderEvents(@Qualifier("messagingLanes") AsyncTaskExecutor messagingLanes) {
        return IntegrationFlow.fromSupplier(
                        () -> work.next().orElse(null),
                        source -> source.autoStartup(work.isWanted())
                                .poller(p -> p.fixedDelay(EVERY)
                                        .maxMessagesPerPoll(ALL)
                                        .taskExecutor(messagingLanes)))
                .handle(due -> work.handle((Entry) due.getPayload()))
                .get();
    }

    @Bean
    IntegrationFlow handledProviderEvents() {
        return IntegrationFlow.fromSupplier(
                        () -> true,
                        source -> source.autoStartup(work.isWanted()).poller(p -> p.fixedDelay(Duration.ofHours(1))))
                .handle(_ -> work.forget())
                .get();
    }
}
