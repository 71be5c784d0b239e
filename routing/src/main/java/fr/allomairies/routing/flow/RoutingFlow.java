package fr.allomairies.routing.flow;

import fr.allomairies.routing.engine.Command.Tick;
import fr.allomairies.routing.store.RoutingStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.MessageChannels;
import org.springframework.integration.jdbc.lock.DefaultLockRepository;
import org.springframework.integration.jdbc.lock.JdbcLockRegistry;
import org.springframework.integration.support.leader.LockRegistryLeaderInitiator;
import org.springframework.messaging.MessageChannel;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.transaction.PlatformTransactionManager;

/// The lane: whatever enters is handled by one thread, the clock's ticks among it; one node leads.
@Configuration(proxyBeanMethods = false)
class RoutingFlow {

    static final String LANE = "routing.lane";
    private static final String THREAD = "routingLaneThread";
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration ENDED_ARE_KNOWN_FOR = Duration.ofDays(1);
    private static final Duration LEADER_SILENT_FOR = Duration.ofSeconds(3);
    private static final Duration LEADER_HEARTBEAT = Duration.ofMillis(500);

    /// Not a candidate for others: their work must never hold up the lane, nor it theirs.
    @Bean(name = THREAD, defaultCandidate = false)
    ThreadPoolTaskScheduler laneThread() {
        var thread = new ThreadPoolTaskScheduler();
        thread.setPoolSize(1);
        thread.setThreadNamePrefix("routing-lane-");
        return thread;
    }

    /// By the system's clock, unless the application brings one of its own.
    @Bean
    Lane lane(Dispatcher dispatcher, ObjectProvider<Clock> clock) {
        return new Lane(dispatcher, clock.getIfUnique(Clock::systemUTC));
    }

    @Bean(LANE)
    MessageChannel laneChannel(@Qualifier(THREAD) ThreadPoolTaskScheduler thread) {
        return MessageChannels.executor(LANE, thread).getObject();
    }

    @Bean
    IntegrationFlow routingLane(@Qualifier(LANE) MessageChannel channel, Lane lane) {
        return IntegrationFlow.from(channel)
                .handle(LaneInput.class, (input, _) -> {
                    lane.on(input);
                    return null;
                })
                .get();
    }

    @Bean
    IntegrationFlow routingClock(
            @Qualifier(LANE) MessageChannel channel, @Qualifier(THREAD) ThreadPoolTaskScheduler thread) {
        return IntegrationFlow.fromSupplier(
                        () -> LaneInput.command(Tick::new),
                        clock -> clock.poller(every -> every.fixedDelay(TICK.toMillis()))
                                .taskScheduler(thread))
                .channel(channel)
                .get();
    }

    /// Ended contacts are kept only to recognise what comes twice, which happens within moments.
    @Bean
    IntegrationFlow routingMemory(RoutingStore store, ObjectProvider<Clock> clock) {
        return IntegrationFlow.fromSupplier(
                        () -> clock.getIfUnique(Clock::systemUTC).instant().minus(ENDED_ARE_KNOWN_FOR),
                        hourly -> hourly.poller(every -> every.fixedDelay(HOUR.toMillis())))
                .handle(Instant.class, (before, _) -> {
                    store.forgetEnded(before);
                    return null;
                })
                .get();
    }

    @Bean
    DefaultLockRepository routingLocks(DataSource database, PlatformTransactionManager transactions) {
        var locks = new DefaultLockRepository(database);
        locks.setPrefix("routing_");
        locks.setTransactionManager(transactions);
        return locks;
    }

    @Bean
    LockRegistryLeaderInitiator routingLeader(DefaultLockRepository routingLocks, Lane lane) {
        var registry = new JdbcLockRegistry(routingLocks, LEADER_SILENT_FOR);
        var leader = new LockRegistryLeaderInitiator(registry, new LaneCandidate(lane));
        leader.setHeartBeatMillis(LEADER_HEARTBEAT.toMillis());
        leader.setBusyWaitMillis(LEADER_HEARTBEAT.toMillis());
        return leader;
    }
}
