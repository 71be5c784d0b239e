package fr.allomairies.workspace.board.reports.mailing;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.dsl.IntegrationFlow;

/// The rounds of the reports that go out by themselves.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MailingSettings.class)
class MailingFlows {

    private static final Logger LOG = LoggerFactory.getLogger(MailingFlows.class);
    private static final Duration MAKING = Duration.ofSeconds(20);
    private static final Duration POSTING = Duration.ofSeconds(2);

    @Bean
    IntegrationFlow reportsDue(Making making, Clock clock) {
        return rounds(making::round, MAKING, clock);
    }

    @Bean
    IntegrationFlow reportsToSend(Posting posting, Clock clock) {
        return rounds(posting::round, POSTING, clock);
    }

    /// One that fails is followed by the next.
    private static IntegrationFlow rounds(Runnable round, Duration every, Clock clock) {
        return IntegrationFlow.fromSupplier(clock::instant, source -> source.poller(p -> p.fixedDelay(every)))
                .handle(_ -> {
                    try {
                        round.run();
                    } catch (RuntimeException e) {
                        LOG.atWarn().setCause(e).log("report-round-failed");
                    }
                })
                .get();
    }
}
