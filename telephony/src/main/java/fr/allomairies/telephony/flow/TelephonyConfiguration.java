package fr.allomairies.telephony.flow;

import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.telephony.flow.LineTimer.Task;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TelephonySettings.class)
class TelephonyConfiguration {

    @Bean
    CallerNumbers callerNumbers(TelephonySettings settings) {
        return new CallerNumbers(settings.region());
    }

    @Bean
    LineTimer lineTimer(
            Heartbeat heartbeat, Routing routing, Calls calls, CallStore store, Line line, TelephonySettings settings) {
        return new LineTimer(List.of(
                new Task("heartbeat", Heartbeat.EVERY, heartbeat),
                new Task("announcements", settings.announceEvery(), new Announcements(routing, calls, line))));
    }

    @Bean
    @ConditionalOnMissingBean
    Clock telephonyClock() {
        return Clock.systemUTC();
    }
}
