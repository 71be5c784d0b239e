package fr.allomairies.workspace.board.alerts;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.dsl.IntegrationFlow;

/// The rounds of the alerts.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlertSettings.class)
class AlertFlows {

    private static final Logger LOG = LoggerFactory.getLogger(AlertFlows.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    @Bean
    IntegrationFlow alertWatch(Watch watch, OpenAlerts open, Clock clock) {
        return rounds(
                () -> {
                    watch.round();
                    open.refresh();
                },
                clock);
    }

    @Bean
    IntegrationFlow alertMessages(Sending sending, Clock clock) {
        return rounds(sending::round, clock);
    }

    /// One that fails is followed by the next.
    private static IntegrationFlow rounds(Runnable round, Clock clock) {
        return IntegrationFlow.fromSupplier(clock::instant, source -> source.poller(p -> p.fixedDelay(EVERY)))
                .handle(_ -> {
                    try {
                        round.run();
                    } catch (RuntimeException e) {
                        LOG.atWarn().setCause(e).log("alert-round-failed");
                    }
                })
                .get();
    }
}
