package fr.allomairies.channels;

import java.time.Clock;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor.CallerRunsPolicy;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
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

    private static final int MESSENGER_LANES = 2;
    private static final int BACKLOG = 500;

    /// Whoever brings more than the lanes hold works himself, which slows the source down and loses nothing.
    @Bean(defaultCandidate = false)
    AsyncTaskExecutor inboxLanes() {
        return lanes("inbox-", LANES, BACKLOG, new CallerRunsPolicy());
    }

    /// Nothing waits before them: a lane that is free fetches for itself, and one more is not needed while all are
    /// busy.
    @Bean(defaultCandidate = false)
    AsyncTaskExecutor outboxLanes() {
        return lanes("outbox-", LANES, 0, new DiscardPolicy());
    }

    @Bean(defaultCandidate = false)
    AsyncTaskExecutor messengerLanes() {
        return lanes("messengers-", MESSENGER_LANES, 0, new DiscardPolicy());
    }

    @Bean
    @Fallback
    Clock systemClock() {
        return Clock.systemUTC();
    }

    private static ThreadPoolTaskExecutor lanes(String name, int many, int backlog, RejectedExecutionHandler tooMany) {
        var lanes = new ThreadPoolTaskExecutor();
        lanes.setThreadNamePrefix(name);
        lanes.setCorePoolSize(many);
        lanes.setMaxPoolSize(many);
        lanes.setQueueCapacity(backlog);
        lanes.setRejectedExecutionHandler(tooMany);
        lanes.setDaemon(true);
        return lanes;
    }
}
