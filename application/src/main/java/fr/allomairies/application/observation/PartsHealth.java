package fr.allomairies.application.observation;

import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.Telephony;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The parts as `/actuator/health` tells them, beside the database and the disk. A part that is down does not make the
/// process unready: contacts of the other channels go on.
@Configuration(proxyBeanMethods = false)
class PartsHealth {

    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);

    /// The lane turns at least once a second.
    private static final Duration LANE_SILENT = Duration.ofSeconds(10);

    @Bean
    HealthIndicator telephone(Telephony telephony) {
        return () -> {
            var status = telephony.status();
            return (status.connected() ? Health.up() : Health.down())
                    .withDetail("calls", status.calls())
                    .withDetail("since", status.since())
                    .withDetail("detail", status.detail())
                    .build();
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

    @Bean
    HealthIndicator mailbox(@Value("${allo.mail.imap.host}") String host, @Value("${allo.mail.imap.port}") int port) {
        return () -> reachable(host, port);
    }

    @Bean
    HealthIndicator mailRelay(@Value("${allo.mail.smtp.host}") String host, @Value("${allo.mail.smtp.port}") int port) {
        return () -> reachable(host, port);
    }

    private static Health reachable(String host, int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) CONNECT_WITHIN.toMillis());
            return Health.up().build();
        } catch (IOException e) {
            return Health.down()
                    .withDetail("cause", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
