package fr.allomairies.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.WaitEstimated;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.Hotline.Seat;
import fr.allomairies.testkit.AsteriskExtension;
import fr.allomairies.testkit.Sipp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// What a caller hears of his wait on a real Asterisk, before and after the estimates have shown what they are worth.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"allo.voice.hours.always-open=true", "allo.telephony.announce-every=1s"})
@DirtiesContext
class AnnouncementIT {

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        Hotline.register(registry, AsteriskExtension.running());
    }

    /// As many as must have been compared before one is told.
    private static final int ENOUGH = 20;

    private static final Duration STAY = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration WORK = Duration.ofMillis(500);

    @Autowired
    Telephony telephony;

    @Autowired
    Routing routing;

    @Autowired
    EventLog log;

    @Autowired
    TransactionTemplate transaction;

    Hotline hotline;
    Seat seat;

    @BeforeEach
    void open() {
        hotline = new Hotline(AsteriskExtension.running(), telephony, routing, log);
        seat = hotline.available(Sipp.AT_ONCE);
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    @Test
    void isHisPlaceAndTheMinutesAsLongAsTheEstimatesDeserveIt() {
        var talk = queued();
        accepts(talk);
        talk = next(talk);
        var stranger = hotline.call(STAY);
        var contact = hotline.nextContact();
        assertThat(hotline.await(contact, WaitEstimated.class).announced()).isFalse();
        assertThat(hears("minutes-", () -> hears("position-1"))).isFalse();
        stranger.hangUp();

        for (var lesson = 0; lesson < ENOUGH; lesson++) {
            talk = next(talk);
        }
        var caller = hotline.call(STAY);
        var trusting = hotline.nextContact();

        assertThat(hotline.await(trusting, WaitEstimated.class).announced()).isTrue();
        Hotline.await("he hears his place", PATIENCE, () -> hears("position-1"));
        Hotline.await("he hears how long", PATIENCE, () -> hears("minutes-1"));
        caller.hangUp();

        for (var lesson = 0; lesson < ENOUGH; lesson++) {
            talk = next(talk, this::misjudge);
        }
        hotline.call(STAY);
        var doubting = hotline.nextContact();

        assertThat(hotline.await(doubting, WaitEstimated.class).announced()).isFalse();
        Hotline.await("he hears his place", PATIENCE, () -> hears("position-1"));
        assertThat(hears("minutes-", () -> hears("position-1"))).isFalse();
    }

    /// An hour was expected of who is answered in a moment.
    private void misjudge(ContactId contact) {
        var hour = Duration.ofHours(1);
        transaction.executeWithoutResult(_ -> log.append(
                new WaitEstimated(Instant.now(), contact, 1, hour, hour.multipliedBy(2), hour.multipliedBy(3), true)));
    }

    private boolean hears(String prompt) {
        return hotline.told("allo/" + prompt);
    }

    /// Until his place has been said three times.
    private boolean hears(String prompt, BooleanSupplier place) {
        var times = 0;
        var before = false;
        while (times < 3) {
            var now = place.getAsBoolean();
            times += now && !before ? 1 : 0;
            before = now;
            if (hears(prompt)) {
                return true;
            }
        }
        return false;
    }

    /// Another waits while she works, and is next: its wait is compared with what was expected of it.
    private ContactId next(ContactId inHand) {
        return next(inHand, _ -> {});
    }

    private ContactId next(ContactId inHand, Consumer<ContactId> waiting) {
        var next = queued();
        waiting.accept(next);
        pause();
        routing.conversationEnded(inHand, EndedBy.CITIZEN);
        assertThat(routing.finish(seat.agent(), inHand, "answered")).isEmpty();
        accepts(next);
        return next;
    }

    private void accepts(ContactId contact) {
        hotline.awaitState(seat.agent(), AgentState.OFFERED);
        assertThat(routing.accept(seat.agent(), contact)).isEmpty();
    }

    /// A call of which only routing knows.
    private ContactId queued() {
        var contact = ContactId.next();
        transaction.executeWithoutResult(_ -> log.append(new ContactQueued(
                Instant.now(),
                contact,
                ChannelKind.VOICE,
                TicketId.next(),
                new CategoryCode("other"),
                List.of(new SkillNeed(new Skill("general"), 1)),
                10,
                100,
                "fr",
                null,
                null,
                null,
                null)));
        Hotline.await(
                "routing knows it",
                () -> routing.snapshot().waiting().stream()
                                .anyMatch(waiting -> waiting.contact().equals(contact))
                        || routing.agent(seat.agent()).contacts().stream()
                                .anyMatch(held -> held.contact().equals(contact)));
        return contact;
    }

    private static void pause() {
        try {
            Thread.sleep(WORK);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
