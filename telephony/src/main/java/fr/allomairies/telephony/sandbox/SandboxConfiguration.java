package fr.allomairies.telephony.sandbox;

import fr.allomairies.telephony.flow.CallSignals;
import fr.allomairies.telephony.flow.Recorder;
import fr.allomairies.telephony.flow.Welcome;
import java.time.Clock;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "allo.telephony.adapter", havingValue = "sandbox", matchIfMissing = true)
class SandboxConfiguration {

    @Bean
    SandboxLine sandboxLine(ObjectProvider<CallSignals> signals, ObjectProvider<Welcome> welcome, Clock clock) {
        LoggerFactory.getLogger(SandboxConfiguration.class)
                .atWarn()
                .addKeyValue("adapter", "sandbox")
                .log("telephony-sandbox: no telephone line is connected");
        return new SandboxLine(signals::getObject, welcome::getObject, clock);
    }

    @Bean
    Recorder sandboxRecorder() {
        return new SandboxRecorder();
    }
}
