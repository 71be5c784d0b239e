package fr.allomairies.application.observation;

import static java.util.stream.Collectors.joining;

import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.AnsweringAssistant;
import fr.allomairies.telephony.CityNumbers;
import fr.allomairies.telephony.SelfCalls;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.telephony.Telephony.ServerStatus;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Parts as `/actuator/health` tells them, beside the database, the disk and the channels, which tell it themselves. A
/// part that is down does not make the
/// process unready: contacts of the other channels go on.
@Configuration(proxyBeanMethods = false)
class PartsHealth {

    /// The lane turns at least once a second.
    private static final Duration LANE_SILENT = Duration.ofSeconds(10);

    @Bean
    HealthIndicator telephone(Telephony telephony, CityNumbers numbers, AnsweringAssistant assistant) {
        return () -> {
            var status = telephony.status();
            var health = (status.connected() ? Health.up() : Health.down())
                    .withDetail("calls", status.calls())
                    .withDetail("since", status.since())
                    .withDetail("detail", status.detail());
            var unknown =
                    numbers.unknown().stream().map(CityNumbers.Unknown::number).collect(joining(" "));
            assistant.status().ifPresent(what -> health.withDetail("assistant", what));
            return unknown.isEmpty()
                    ? health.build()
                    : health.withDetail("unknownNumbers", unknown).build();
        };
    }

    /// Down as soon as one does not answer, though the others go on; unknown for a line without any.
    @Bean
    HealthIndicator telephoneServers(Telephony telephony) {
        return () -> {
            var servers = telephony.status().servers();
            var health = servers.isEmpty()
                    ? Health.unknown()
                    : servers.stream().allMatch(ServerStatus::up) ? Health.up() : Health.down();
            servers.forEach(server -> health.withDetail(server.name(), server.detail()));
            return health.build();
        };
    }

    /// The newest call of the line to itself; unknown where it makes none, and until the first.
    @Bean
    HealthIndicator selfCalls(SelfCalls calls) {
        return () -> {
            var healthy = calls.healthy();
            var health = healthy.isEmpty() ? Health.unknown() : healthy.get() ? Health.up() : Health.down();
            calls.newest(1).forEach(newest -> {
                health.withDetail("at", newest.at());
                if (newest.failed() != null) {
                    health.withDetail("failed", newest.failed());
                }
            });
            return health.build();
        };
    }

    @Bean
    HealthIndicator routing(Routing routing, Clock clock) {
        return () -> {
            var silent = Duration.between(routing.lastTurn(), clock.instant());
            return (silent.compareTo(LANE_SILENT) < 0 ? Health.up() : Health.down())
                    .withDetail("lastTurn", routing.lastTurn())
                    .build();
        };
    }
}
