package fr.allomairies.telephony;

import static fr.allomairies.telephony.Hotline.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactHeld;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Transfer;
import fr.allomairies.routing.Transfer.Colleague;
import fr.allomairies.routing.Transfer.Matter;
import fr.allomairies.telephony.Hotline.Seat;
import fr.allomairies.testkit.RealAsterisk;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Manner;
import fr.allomairies.testkit.SippRun;
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

/// A citizen who is passed on, on a real line.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"allo.voice.hours.always-open=true", "allo.telephony.resync-every=1s"})
@DirtiesContext
class TransferIT {

    /// On a busy machine the menu may begin late.
    private static final String AGAIN_AND_AGAIN = "0000000";
    private static final Matter ROADS =
            new Matter(new CategoryCode("roads.pothole"), List.of(new SkillNeed(new Skill("roads"), 1)));
    private static final Duration LEASE_AND_MORE = Duration.ofSeconds(40);
    /// Longer than the comparison with Asterisk, which must find him where he is.
    private static final Duration A_WHILE = Duration.ofMillis(2_500);

    static RealAsterisk asterisk;
    static Wire wire;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) throws IOException {
        asterisk = RealAsterisk.start(Map.of("CUT_OFF_LIMIT", "3"));
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
    Seat marie;
    SippRun caller;
    ContactId contact;

    /// She speaks with a citizen.
    @BeforeEach
    void speak() {
        hotline = new Hotline(asterisk, telephony, routing, log);
        marie = hotline.available(Sipp.AT_ONCE);
        caller = hotline.call(AGAIN_AND_AGAIN, Duration.ofMinutes(2));
        contact = hotline.nextContact();
        hotline.await(contact, ContactConnected.class);
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
    void reachesWhoeverKnowsTheMatterAndLeavesHerTheWrapUp() throws Exception {
        var paul = hotline.available(Sipp.AT_ONCE);

        assertThat(transfer(marie, ROADS)).isEqualTo("done");

        speaksWith(paul);
        assertThat(marie.phone().await("released", SOON)).isTrue();
        assertThat(routing.agent(marie.agent()).state()).isEqualTo(AgentState.WRAP_UP);
        var rest = hotline.await(contact, ContactTransferred.class).afterwards();
        assertThat(routing.finish(marie.agent(), rest, "handed-over")).isEmpty();
        assertThat(hotline.events(rest)).singleElement().isInstanceOf(ContactHandled.class);
        hotline.awaitState(marie.agent(), AgentState.AVAILABLE);

        Thread.sleep(A_WHILE);
        assertThat(caller.count("released")).isZero();
        assertThat(code(telephony.hangUp(marie.agent(), contact))).isEqualTo("not-in-conversation");
        assertThat(telephony.hangUp(paul.agent(), contact)).isEmpty();
        assertThat(hotline.await(contact, ConversationEnded.class).agent()).isEqualTo(paul.agent());
        assertThat(hotline.story(contact).subList(2, 9))
                .containsExactly(
                        "ContactOffered",
                        "OfferAccepted",
                        "ContactConnected",
                        "ContactTransferred",
                        "ContactOffered",
                        "OfferAccepted",
                        "ContactConnected");
    }

    @Test
    void reachesTheColleagueWhoIsAskedForByName() {
        hotline.available(Sipp.AT_ONCE);
        var paul = hotline.available(Sipp.AT_ONCE);

        assertThat(transfer(marie, new Colleague(paul.agent()))).isEqualTo("done");

        speaksWith(paul);
    }

    @Test
    void goesOnToWhoeverCanWhenTheColleagueDoesNotAnswer() {
        var paul = hotline.available(Sipp.NEVER);
        var julie = hotline.available(Sipp.AT_ONCE);

        assertThat(transfer(marie, new Colleague(paul.agent()))).isEqualTo("done");

        speaksWith(julie);
        assertThat(paul.phone().count("rings")).isEqualTo(1);
        assertThat(offeredTo()).containsExactly(marie.agent(), paul.agent(), julie.agent());
    }

    @Test
    void goesOnToWhoeverCanWhenTheColleagueDeclines() {
        var paul = hotline.available(new Manner.Rejects("603 Decline"));
        var julie = hotline.available(Sipp.AT_ONCE);

        assertThat(transfer(marie, new Colleague(paul.agent()))).isEqualTo("done");

        speaksWith(julie);
    }

    @Test
    void takesTheCitizenOffHold() {
        telephony.hold(marie.agent(), contact);
        hotline.await(contact, ContactHeld.class);
        var paul = hotline.available(Sipp.AT_ONCE);

        assertThat(transfer(marie, ROADS)).isEqualTo("done");

        speaksWith(paul);
        assertThat(marie.phone().await("released", SOON)).isTrue();
        assertThat(telephony.view(contact).orElseThrow().heldSince()).isNull();
    }

    @Test
    void letsTheCitizenLeaveWhileHeWaitsForTheNext() {
        var paul = hotline.agent(Sipp.AT_ONCE);
        routing.pause(paul.agent(), "lunch");
        assertThat(transfer(marie, ROADS)).isEqualTo("done");
        Hotline.await("he hears music", () -> hotline.told("ALLO_STATE=waiting"));

        caller.hangUp();

        hotline.await(contact, ContactAbandoned.class);
        assertThat(hotline.story(contact))
                .containsOnlyOnce("ContactTransferred")
                .doesNotContain("ConversationEnded");
        assertThat(marie.phone().await("released", SOON)).isTrue();
        assertThat(paul.phone().count("rings")).isZero();
    }

    @Test
    void letsTheCitizenLeaveAtTheInstantOfTheTransfer() {
        var paul = hotline.available(new Manner.Answers(Duration.ofSeconds(5), Duration.ofHours(2)));
        assertThat(transfer(marie, ROADS)).isEqualTo("done");
        caller.hangUp();

        Hotline.await("he is accounted for", () -> hotline.story(contact).contains("ContactAbandoned"));
        hotline.awaitState(paul.agent(), AgentState.AVAILABLE);
        assertThat(marie.phone().await("released", SOON)).isTrue();
        assertThat(hotline.story(contact)).doesNotContain("ConversationEnded", "ContactHandled");
    }

    @Test
    void isRefusedWithoutALineAndWithoutAnybodyToTakeTheCall() throws Exception {
        assertThat(transfer(marie, ROADS)).isEqualTo("nobody-signed-in");
        assertThat(transfer(marie, new Colleague(marie.agent()))).isEqualTo("transfer-to-oneself");
        var paul = hotline.agent(Sipp.NEVER);
        assertThat(transfer(marie, new Colleague(paul.agent()))).isEqualTo("colleague-away");
        assertThat(transfer(paul, ROADS)).isEqualTo("not-in-conversation");

        wire.cut();
        Hotline.await("we say so", () -> !telephony.status().connected());
        assertThat(transfer(marie, ROADS)).isEqualTo("telephone-unavailable");
        wire.mend();
        Hotline.await(
                "it is back", Duration.ofSeconds(20), () -> telephony.status().connected());

        assertThat(telephony.hangUp(marie.agent(), contact)).isEmpty();
        assertThat(hotline.await(contact, ConversationEnded.class).by()).isEqualTo(EndedBy.AGENT);
        assertThat(hotline.story(contact)).doesNotContain("ContactTransferred");
    }

    private String transfer(Seat from, Transfer.Target to) {
        return code(telephony.transfer(from.agent(), contact, new Transfer(to, null)));
    }

    private void speaksWith(Seat next) {
        Hotline.await(
                "he speaks with the next: " + hotline.story(contact),
                LEASE_AND_MORE,
                () -> connectedTo(next) && next.phone().count("answered") == 1);
        assertThat(caller.count("released")).isZero();
        assertThat(hotline.story(contact))
                .containsOnlyOnce("ContactArrived", "ContactQueued", "ContactTransferred")
                .doesNotContain("ContactAbandoned", "ConversationEnded", "ContactTakenBack");
    }

    private boolean connectedTo(Seat next) {
        return hotline.events(contact).stream()
                .anyMatch(event -> event instanceof ContactConnected connected
                        && next.agent().equals(connected.agent()));
    }

    private List<AgentId> offeredTo() {
        return hotline.events(contact).stream()
                .filter(ContactOffered.class::isInstance)
                .map(event -> ((ContactOffered) event).agent())
                .toList();
    }

    private static String code(Optional<Refusal> refusal) {
        return refusal.map(Refusal::code).orElse("done");
    }
}
