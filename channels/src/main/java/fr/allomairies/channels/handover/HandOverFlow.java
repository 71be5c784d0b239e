package fr.allomairies.channels.handover;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.dsl.IntegrationFlow;

/// The rounds of what services are told.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServiceHookSettings.class)
class HandOverFlow {

    private static final Logger LOG = LoggerFactory.getLogger(HandOverFlow.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    /// One that fails is followed by the next.
    @Bean
    IntegrationFlow dueHandOvers(HandOverSending sending, Clock clock) {
        return IntegrationFlow.fromSupplier(clock::instant, source -> source.poller(p -> p.fixedDelay(EVERY)))
                .handle(_ -> {
                    try {
                        sending.round();
                    } catch (RuntimeException e) {
                        LOG.atWarn().setCause(e).log("hand-over-round-failed");
                    }
                })
                .get();
    }
}
