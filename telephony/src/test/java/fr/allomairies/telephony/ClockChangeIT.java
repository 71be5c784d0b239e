package fr.allomairies.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.testkit.RealAsterisk;
import fr.allomairies.testkit.Sipp;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The city changes its clocks while people talk and wait, and a day of 23 or 25 hours begins: nobody's seconds change
/// with it. Our clock is set for that; Asterisk's is the machine's.
@SpringBootTest(
        classes = {HotlineApplication.class, ClockChangeIT.Night.class},
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "allo.voice.hours.always-open=true",
            "allo.telephony.key-patience=1s",
            "allo.telephony.resync-every=3s"
        })
@DirtiesContext
class ClockChangeIT {

    private static final Duration BEFORE = Duration.ofSeconds(20);
    private static final Duration AFTER = Duration.ofSeconds(2);
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(2);

    private static final SetClock CLOCK = new SetClock();

    static RealAsterisk asterisk;
    static Wire wire;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) throws IOException {
        asterisk = RealAsterisk.start(Map.of());
        wire = new Wire(asterisk.amiPort());
        Hotline.register(registry, asterisk);
        registry.add("allo.telephony.asterisk.ami-port", wire::port);
    }

    @Autowired
    Telephony telephony;

    @Autowired
    Routing routing;

    @Autowired
    EventLog log;

    @AfterAll
    static void stop() throws IOException {
        wire.close();
        asterisk.close();
    }

    /// In Nice: two o'clock that is three, midnight before the 25 hours, three o'clock that is two again.
    @ParameterizedTest
    @ValueSource(strings = {"2027-03-28T01:00:00Z", "2027-10-30T22:00:00Z", "2027-10-31T01:00:00Z"})
    void countsTheSecondsThatPassed(Instant change) throws IOException {
        set(change.minus(BEFORE));
        try (var hotline = new Hotline(asterisk, telephony, routing, log)) {
            var marie = hotline.available(Sipp.AT_ONCE);
            var caller = hotline.call(Duration.ofMinutes(2));
            var talking = hotline.nextContact();
            var connected = hotline.await(talking, ContactConnected.class).at();
            var talksSince = System.nanoTime();
            var patient = hotline.call(Duration.ofMinutes(2));
            var waiting = hotline.nextContact();
            var queued = hotline.await(waiting, ContactQueued.class).at();
            var waitsSince = System.nanoTime();
            Hotline.await("the clock has changed", () -> CLOCK.instant().isAfter(change.plus(AFTER)));

            caller.hangUp();
            patient.hangUp();

            var ended = hotline.await(talking, ConversationEnded.class).at();
            var abandoned = hotline.await(waiting, ContactAbandoned.class).at();
            assertThat(connected).isBefore(change);
            assertThat(Duration.between(connected, ended)).isCloseTo(since(talksSince), SEEN_WITHIN);
            assertThat(queued).isBefore(change);
            assertThat(Duration.between(queued, abandoned)).isCloseTo(since(waitsSince), SEEN_WITHIN);
            routing.finish(marie.agent(), talking, "answered");
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /// How far the clocks of both are apart is compared when we come to Asterisk.
    private void set(Instant now) throws IOException {
        wire.cut();
        Hotline.await("the connection is gone", () -> !telephony.status().connected());
        CLOCK.set(now);
        wire.mend();
        Hotline.await("we are connected again", () -> telephony.status().connected());
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Night {
        @Bean
        Clock clock() {
            return CLOCK;
        }
    }

    private static final class SetClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        void set(Instant now) {
            ahead = Duration.between(Instant.now(), now);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody asks for it");
        }
    }
}
