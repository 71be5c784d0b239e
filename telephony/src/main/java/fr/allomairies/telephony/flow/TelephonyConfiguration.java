package fr.allomairies.telephony.flow;

import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.telephony.flow.LineTimer.Task;
import java.time.Clock;
import java.util.List;
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
            Routing routing, Calls calls, CallStore store, Line line, TelephonySettings settings, Clock telephonyClock) {
        return new LineTimer(List.of(
                new Task("heartbeat", Heartbeat.EVERY, new Heartbeat(routing, line, telephonyClock)),
                new Task(
                        "announcements",
                        settings.announceEvery(),
                        new Announcements(routing, calls, store, line))));
    }

    /// Only for us: another module may keep a clock of its own.
    @Bean(defaultCandidate = false)
    Clock telephonyClock() {
        return Clock.systemUTC();
    }
}
