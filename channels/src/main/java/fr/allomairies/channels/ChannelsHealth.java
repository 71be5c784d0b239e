package fr.allomairies.channels;

import fr.allomairies.channels.store.Inbox;
import fr.allomairies.channels.store.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Whether each channel can be reached, and how long its oldest message waits to be understood or to leave.
@Configuration(proxyBeanMethods = false)
class ChannelsHealth {

    /// Longer than any backlog that a retry clears by itself.
    private static final Duration LATE = Duration.ofMinutes(5);

    private final Inbox inbox;
    private final Outbox outbox;
    private final Clock clock;

    ChannelsHealth(Inbox inbox, Outbox outbox, Clock clock) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Shown as `channels` with one entry for each kind.
    @Bean
    CompositeHealthContributor channelsHealthContributor(Adapters adapters) {
        return CompositeHealthContributor.fromMap(
                adapters.all().stream()
                        .collect(Collectors.toMap(adapter -> adapter.kind().value(), Function.identity())),
                this::indicator);
    }

    private HealthIndicator indicator(ChannelAdapter adapter) {
        return () -> health(adapter);
    }

    private Health health(ChannelAdapter adapter) {
        if (!adapter.isSetUp()) {
            return Health.unknown().withDetail("setUp", false).build();
        }
        var now = clock.instant();
        var stored = Stream.concat(
                        inbox.oldestStored(adapter.kind(), now).stream(),
                        adapter.waitsSince().map(since -> Duration.between(since, now)).stream())
                .max(Comparator.naturalOrder());
        var toSend = outbox.oldestToSend(adapter.kind(), now);
        var unreachable = adapter.unreachable();
        var late = Stream.concat(stored.stream(), toSend.stream()).anyMatch(age -> age.compareTo(LATE) > 0);
        var health = unreachable.isPresent() ? Health.down() : late ? Health.outOfService() : Health.up();
        unreachable.ifPresent(failure -> health.withDetail("unreachable", failure));
        stored.ifPresent(age -> health.withDetail("oldestToUnderstand", age.toString()));
        toSend.ifPresent(age -> health.withDetail("oldestToSend", age.toString()));
        return health.build();
    }
}
