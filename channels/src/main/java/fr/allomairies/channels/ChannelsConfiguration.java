package fr.allomairies.channels;

import java.time.Clock;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/// The threads of this module, and the clock where the application brings none.
@Configuration(proxyBeanMethods = false)
class ChannelsConfiguration {

    /// Enough to keep two cores and the database busy; more only waits for connections.
    private static final int LANES = 4;

    private static final int BACKLOG = 500;

    @Bean(defaultCandidate = false)
    AsyncTaskExecutor inboxLanes() {
        return lanes("inbox-");
    }

    @Bean(defaultCandidate = false)
    AsyncTaskExecutor outboxLanes() {
        return lanes("outbox-");
    }

    @Bean
    @Fallback
    Clock systemClock() {
        return Clock.systemUTC();
    }

    /// Whoever brings more than the lanes hold works himself, which slows the source down and loses nothing.
    private static ThreadPoolTaskExecutor lanes(String name) {
        var lanes = new ThreadPoolTaskExecutor();
        lanes.setThreadNamePrefix(name);
        lanes.setCorePoolSize(LANES);
        lanes.setMaxPoolSize(LANES);
        lanes.setQueueCapacity(BACKLOG);
        lanes.setRejectedExecutionHandler(new CallerRunsPolicy());
        lanes.setDaemon(true);
        return lanes;
    }
}
