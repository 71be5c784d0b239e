package fr.allomairies.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.SteeringEvent.CrisisDeclared;
import fr.allomairies.contact.SteeringEvent.CrisisLifted;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.CrisisMode.Message;
import fr.allomairies.testkit.AsteriskExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What callers hear on a real Asterisk while something exceptional goes on. Who presses keys in the first seconds is
/// queued at once when he hears the menu, and not when he hears a message before it.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "allo.voice.hours.always-open=true")
@DirtiesContext
class CrisisIT {

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        Hotline.register(registry, AsteriskExtension.running());
    }

    private static final AgentId SONIA = new AgentId("sonia");
    private static final Duration STAY = Duration.ofMinutes(2);
    /// Before the menu would go on by itself after a message in which all keys were pressed.
    private static final Duration AT_ONCE = Duration.ofSeconds(20);
    /// So often that one key is pressed after the message.
    private static final String AGAIN_AND_AGAIN = "0".repeat(40);

    @Autowired
    CrisisMode crisis;

    @Autowired
    Telephony telephony;

    @Autowired
    Routing routing;

    @Autowired
    EventLog log;

    Hotline hotline;

    @BeforeEach
    void open() {
        hotline = new Hotline(AsteriskExtension.running(), telephony, routing, log);
        Hotline.await("telephony is connected", () -> telephony.status().connected());
    }

    @AfterEach
    void close() {
        crisis.lift(SONIA);
        hotline.close();
    }

    @Test
    void isHeardByEveryCallerBeforeTheMenuUntilItIsLifted() {
        var before = log.head();
        assertThat(crisis.declare(Message.FLOOD, inAnHour(), SONIA)).isEmpty();

        var caller = hotline.call(AGAIN_AND_AGAIN, STAY);
        Hotline.await("he hears it", () -> hotline.told("allo/crisis-flood"));
        hotline.await(hotline.nextContact(), ContactQueued.class, Duration.ofSeconds(60));
        caller.hangUp();

        assertThat(crisis.lift(SONIA)).isEmpty();
        isNotHeard();
        assertThat(log.read(before, 100).stream().map(LogEntry::event).<Class<? extends Event>>map(Event::getClass))
                .contains(CrisisDeclared.class, CrisisLifted.class);
    }

    @Test
    void endsByItself() {
        assertThat(crisis.declare(Message.HEAT, Instant.now().plusSeconds(3), SONIA))
                .isEmpty();

        Hotline.await("it is over", () -> crisis.current().isEmpty());
        isNotHeard();
    }

    @Test
    void takesThePlaceOfTheOneBefore() {
        assertThat(crisis.declare(Message.WATER, inAnHour(), SONIA)).isEmpty();
        assertThat(crisis.declare(Message.POWER, inAnHour(), SONIA)).isEmpty();

        hotline.call("", STAY);
        Hotline.await("he hears the second", () -> hotline.told("allo/crisis-power"));
        hotline.nextContact();
        assertThat(crisis.current())
                .hasValueSatisfying(now -> assertThat(now.message()).isEqualTo(Message.POWER));
        assertThat(crisis.history(2))
                .extracting(CrisisMode.Crisis::message)
                .isEqualTo(List.of(Message.POWER, Message.WATER));
    }

    @Test
    void isRefusedWithoutAnEndInReach() {
        assertThat(crisis.declare(Message.FIRE, Instant.now().minusSeconds(1), SONIA))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("crisis-end-out-of-range"));
        assertThat(crisis.declare(Message.FIRE, Instant.now().plus(Duration.ofDays(8)), SONIA))
                .isPresent();
        assertThat(crisis.lift(SONIA))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("no-crisis"));
    }

    private void isNotHeard() {
        hotline.call(STAY);
        hotline.await(hotline.nextContact(), ContactQueued.class, AT_ONCE);
    }

    private static Instant inAnHour() {
        return Instant.now().plus(Duration.ofHours(1));
    }
}
