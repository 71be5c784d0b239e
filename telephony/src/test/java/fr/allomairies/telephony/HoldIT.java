package fr.allomairies.telephony;

import static fr.allomairies.telephony.Hotline.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactHeld;
import fr.allomairies.contact.ContactEvent.ContactTakenBack;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.HoldEnded;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.testkit.RealAsterisk;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Manner;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A citizen on hold, on a real line.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"allo.voice.hours.always-open=true", "allo.telephony.resync-every=1s"})
@DirtiesContext
class HoldIT {

    /// On a busy machine the menu may begin late.
    private static final String AGAIN_AND_AGAIN = "0000000";
    /// Longer than the comparison with Asterisk, which must find him where he is.
    private static final Duration A_WHILE = Duration.ofMillis(2_500);

    static RealAsterisk asterisk;
    static Wire wire;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) throws IOException {
        asterisk = RealAsterisk.start(Map.of("CUT_OFF_LIMIT", "4"));
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

    Hotline hotline;

    @BeforeEach
    void open() {
        hotline = new Hotline(asterisk, telephony, routing, log);
    }

    @AfterEach
    void close() {
        wire.mend();
        hotline.close();
    }

    @AfterAll
    static void stop() throws IOException {
        wire.close();
        asterisk.close();
    }

    @Test
    void holdsTheCitizenAndGoesOnWithHim() throws Exception {
        var marie = hotline.available(Sipp.AT_ONCE);
        var caller = hotline.call(AGAIN_AND_AGAIN, Duration.ofMinutes(1));
        var contact = connected();
        assertThat(code(telephony.resume(marie.agent(), contact))).isEqualTo("no-caller-held");
        assertThat(code(telephony.hold(hotline.agent(Sipp.NEVER).agent(), contact)))
                .isEqualTo("not-in-conversation");

        assertThat(telephony.hold(marie.agent(), contact)).isEmpty();
        hotline.await(contact, ContactHeld.class);
        assertThat(telephony.view(contact).orElseThrow().heldSince()).isNotNull();
        Hotline.await("he hears music", () -> hotline.told("ALLO_STATE=hold"));
        hotline.sipp.unregister(List.of(marie.account())); // her network changes: the call does not mind
        Thread.sleep(A_WHILE);
        assertThat(telephony.view(contact).orElseThrow().cutOff()).isFalse();
        assertThat(telephony.resume(marie.agent(), contact)).isEmpty();
        hotline.await(contact, HoldEnded.class);
        assertThat(telephony.view(contact).orElseThrow().heldSince()).isNull();

        Thread.sleep(A_WHILE);
        assertThat(telephony.hold(marie.agent(), contact)).isEmpty();
        Hotline.await(
                "he is on hold again",
                () -> telephony.view(contact).orElseThrow().heldSince() != null);
        assertThat(telephony.hangUp(marie.agent(), contact)).isEmpty();
        assertThat(hotline.await(contact, ConversationEnded.class).by()).isEqualTo(EndedBy.AGENT);
        assertThat(caller.await("released", SOON)).isTrue();
        assertThat(marie.phone().await("released", SOON)).isTrue();
        assertThat(marie.phone().count("rings")).isEqualTo(1);
        assertThat(hotline.story(contact).subList(3, 9))
                .containsExactly(
                        "OfferAccepted",
                        "ContactConnected",
                        "ContactHeld",
                        "HoldEnded",
                        "ContactHeld",
                        "ConversationEnded");
    }

    @Test
    void endsTheConversationWhenTheCitizenHangsUpOnHold() {
        var marie = hotline.available(Sipp.AT_ONCE);
        var caller = hotline.call(AGAIN_AND_AGAIN, Duration.ofMinutes(1));
        var contact = connected();
        telephony.hold(marie.agent(), contact);
        hotline.await(contact, ContactHeld.class);

        caller.hangUp();

        assertThat(hotline.await(contact, ConversationEnded.class).by()).isEqualTo(EndedBy.CITIZEN);
        assertThat(marie.phone().await("released", SOON)).isTrue();
    }

    /// Her page is left and comes back, which takes her a while; then her phone is gone for good.
    @Test
    void keepsHimOnHoldWhenHerLineIsLostAndGivesHimHisPlaceBackWhenItStaysSo() {
        var marie = hotline.available(new Manner.Leaves(Duration.ofSeconds(1), Duration.ofSeconds(3)));
        hotline.call(AGAIN_AND_AGAIN, Duration.ofMinutes(1));
        var contact = connected();
        telephony.hold(marie.agent(), contact);
        hotline.await(contact, ContactHeld.class);
        var since = telephony.view(contact).orElseThrow().heldSince();

        Hotline.await(
                "her line is lost", () -> telephony.view(contact).orElseThrow().cutOff());
        assertThat(code(telephony.resume(marie.agent(), contact))).isEqualTo("line-lost");
        Hotline.await(
                "her line is back", () -> !telephony.view(contact).orElseThrow().cutOff());
        assertThat(telephony.view(contact).orElseThrow().heldSince())
                .isEqualTo(since)
                .isNotNull();
        assertThat(hotline.story(contact)).doesNotContain("HoldEnded");
        assertThat(marie.phone().count("rings")).isGreaterThan(1);

        hotline.sipp.unregister(List.of(marie.account()));
        hotline.await(contact, ContactTakenBack.class);
        Hotline.await(
                "he is on hold no more",
                () -> telephony.view(contact).orElseThrow().heldSince() == null);
        var paul = hotline.available(Sipp.AT_ONCE);
        Hotline.await(
                "somebody else has him",
                () -> hotline.story(contact).lastIndexOf("ContactConnected")
                        > hotline.story(contact).indexOf("ContactTakenBack"));
        assertThat(telephony.hangUp(paul.agent(), contact)).isEmpty();
        hotline.await(contact, ConversationEnded.class);
    }

    /// She hangs up her phone while he is on hold: he is not hung up on, and her phone rings again.
    @Test
    void doesNotHangUpOnWhomSheHolds() {
        var marie = hotline.available(new Manner.Answers(Duration.ofMillis(1), Duration.ofSeconds(3)));
        var caller = hotline.call(AGAIN_AND_AGAIN, Duration.ofMinutes(1));
        var contact = connected();
        telephony.hold(marie.agent(), contact);
        hotline.await(contact, ContactHeld.class);

        Hotline.await("her phone rings again", () -> marie.phone().count("answered") == 2);
        Hotline.await(
                "he is on hold still",
                () -> !telephony.view(contact).orElseThrow().cutOff());
        assertThat(telephony.resume(marie.agent(), contact)).isEmpty();
        hotline.await(contact, HoldEnded.class);
        assertThat(caller.count("released")).isZero();
        assertThat(hotline.await(contact, ConversationEnded.class).by()).isEqualTo(EndedBy.AGENT);
    }

    @Test
    void obeysTheHoldKeyOfAPhone() {
        var marie = hotline.available(new Manner.Holds(Duration.ofSeconds(2), Duration.ofSeconds(3)));
        hotline.call(AGAIN_AND_AGAIN, Duration.ofMinutes(1));
        var contact = connected();

        hotline.await(contact, ContactHeld.class);
        Hotline.await("he hears music", () -> hotline.told("ALLO_STATE=hold"));
        hotline.await(contact, HoldEnded.class);
        assertThat(telephony.view(contact).orElseThrow().heldSince()).isNull();

        assertThat(telephony.hangUp(marie.agent(), contact)).isEmpty();
        hotline.await(contact, ConversationEnded.class);
        assertThat(marie.phone().count("rings")).isEqualTo(1);
    }

    @Test
    void findsHimOnHoldAfterTheConnectionWasCut() throws Exception {
        var marie = hotline.available(Sipp.AT_ONCE);
        hotline.call(AGAIN_AND_AGAIN, Duration.ofMinutes(1));
        var contact = connected();
        telephony.hold(marie.agent(), contact);
        hotline.await(contact, ContactHeld.class);

        wire.cut();
        Hotline.await("we say so", () -> !telephony.status().connected());
        assertThat(code(telephony.resume(marie.agent(), contact))).isEqualTo("telephone-unavailable");
        wire.mend();
        Hotline.await(
                "it is back", Duration.ofSeconds(20), () -> telephony.status().connected());

        assertThat(telephony.resume(marie.agent(), contact)).isEmpty();
        hotline.await(contact, HoldEnded.class);
        assertThat(hotline.story(contact)).containsOnlyOnce("ContactHeld", "ContactConnected");
        assertThat(telephony.hangUp(marie.agent(), contact)).isEmpty();
        hotline.await(contact, ConversationEnded.class);
    }

    private ContactId connected() {
        var contact = hotline.nextContact();
        hotline.await(contact, ContactConnected.class);
        return contact;
    }

    private static String code(Optional<Refusal> refusal) {
        return refusal.map(Refusal::code).orElse("done");
    }
}
