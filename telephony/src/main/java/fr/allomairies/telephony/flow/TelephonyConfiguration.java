package fr.allomairies.telephony.flow;

import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.ListeningSettings;
import fr.allomairies.telephony.OutwardSettings;
import fr.allomairies.telephony.RecordingSettings;
import fr.allomairies.telephony.SelfCallSettings;
import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.telephony.call.Sampling;
import fr.allomairies.telephony.flow.LineTimer.Task;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    TelephonySettings.class,
    RecordingSettings.class,
    ListeningSettings.class,
    OutwardSettings.class,
    SelfCallSettings.class
})
class TelephonyConfiguration {

    private static final Duration CALLBACKS_EVERY = Duration.ofSeconds(1);

    @Bean
    CallerNumbers callerNumbers(TelephonySettings settings, OutwardSettings outward) {
        return new CallerNumbers(settings.region(), outward);
    }

    @Bean
    LineTimer lineTimer(
            Heartbeat heartbeat,
            Routing routing,
            Calls calls,
            Callbacks callbacks,
            AppointmentDesk appointments,
            Line line,
            RecordingIntake recordings,
            RecordingPurge purge,
            SelfCallDesk selfCalls,
            TelephonySettings settings,
            Clock clock) {
        return new LineTimer(List.of(
                new Task("heartbeat", Heartbeat.EVERY, heartbeat),
                new Task("announcements", settings.announceEvery(), new Announcements(routing, calls, line, clock)),
                new Task("callbacks", CALLBACKS_EVERY, callbacks),
                new Task("appointments", CALLBACKS_EVERY, appointments),
                new Task("recordings", RecordingIntake.EVERY, recordings),
                new Task("recordings-purge", RecordingPurge.EVERY, purge),
                new Task("self-calls", SelfCallDesk.EVERY, selfCalls)));
    }

    @Bean
    Sampling sampling(RecordingSettings settings) {
        return new Sampling(settings.rule());
    }

    @Bean
    @ConditionalOnMissingBean
    Clock telephonyClock() {
        return Clock.systemUTC();
    }
}
