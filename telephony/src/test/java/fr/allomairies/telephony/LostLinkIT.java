package fr.allomairies.telephony;

import static fr.allomairies.telephony.Hotline.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactEvent.CallPlaced;
import fr.allomairies.contact.ContactEvent.CallUnanswered;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactHeld;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactTakenBack;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.HoldEnded;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.testkit.RealAsterisk;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Manner;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What Asterisk tells is lost while the connection to it is cut, and a phone's network can be lost too.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"allo.voice.hours.always-open=true", "allo.telephony.resync-every=3s"})
@DirtiesContext
class LostLinkIT {

    /// On a busy machine the menu may begin late.
    private static final String AGAIN_AND_AGAIN = "0000000";

    static RealAsterisk asterisk;
    static Wire wire;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) throws IOException {
        asterisk = RealAsterisk.start(Map.of("CUT_OFF_LIMIT", "6"));
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

    @Autowired
    JdbcClient db;

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
    void accountsForWhatHappenedWhileTheConnectionWasCut() throws Exception {
        hotline.available(Sipp.AT_ONCE);
        var talking = hotline.call(AGAIN_AND_AGAIN, Duration.ofMinutes(1));
        var talked = hotline.nextContact();
        hotline.await(talked, ContactConnected.class);
        var waiting = hotline.call(AGAIN_AND_AGAIN, Duration.ofMinutes(1));
        var waited = hotline.nextContact();
        hotline.await(waited, ContactQueued.class);

        wire.cut();
        talking.hangUp();
        waiting.hangUp();
        assertThat(talking.awaitEnd(SOON)).isTrue();
        assertThat(waiting.awaitEnd(SOON)).isTrue();
        wire.mend();

        hotline.await(talked, ConversationEnded.class, RECONNECTED_WITHIN);
        hotline.await(waited, ContactAbandoned.class);
        assertThat(hotline.story(talked)).containsOnlyOnce("ContactConnected", "ConversationEnded");
        assertThat(hotline.story(waited)).containsOnlyOnce("ContactAbandoned").doesNotContain("ContactConnected");
        Hotline.await("all are accounted for", () -> notAccountedFor() == 0);
    }

    /// Welcome, menu and queue need no connection, a phone does.
    @Test
    void ringsAndPausesNobodyForAConnectionThatWasCut() throws Exception {
        var marie = hotline.available(Sipp.AT_ONCE);
        wire.cut();
        hotline.call(AGAIN_AND_AGAIN, Duration.ofMinutes(1));
        var contact = hotline.nextContact();
        hotline.await(contact, ContactOffered.class);
        wire.mend();

        assertThat(hotline.await(contact, ContactConnected.class, RECONNECTED_WITHIN)
                        .agent())
                .isEqualTo(marie.agent());
        assertThat(hotline.story(contact))
                .containsOnlyOnce("ContactOffered", "OfferAccepted")
                .doesNotContain("OfferWithdrawn", "OfferNotAnswered");
        assertThat(telephony.hangUp(marie.agent(), contact)).isEmpty();
    }

    /// We live, and can do nothing for him.
    @Test
    void leavesCallersToTheSafetyNetWhileTheConnectionIsCut() throws Exception {
        var marie = hotline.available(Sipp.AT_ONCE);
        Hotline.await("the safety net would ring", () -> hotline.standsBy(marie));
        wire.cut();
        Hotline.await("we say so", () -> !telephony.status().connected());
        hotline.call(AGAIN_AND_AGAIN, Duration.ofMinutes(1));
        var contact = hotline.nextContact();

        assertThat(marie.phone().await("answered", SAFETY_NET_WITHIN)).isTrue();
        assertThat(telephony.hangUp(marie.agent(), contact))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("telephone-unavailable"));
        wire.mend();

        assertThat(hotline.await(contact, ContactConnected.class, RECONNECTED_WITHIN)
                        .agent())
                .isEqualTo(marie.agent());
        assertThat(telephony.hold(marie.agent(), contact)).isEmpty();
        hotline.await(contact, ContactHeld.class);
        assertThat(telephony.resume(marie.agent(), contact)).isEmpty();
        hotline.await(contact, HoldEnded.class);
        assertThat(telephony.hangUp(marie.agent(), contact)).isEmpty();
        hotline.await(contact, ConversationEnded.class);
    }

    @Test
    void connectsWhoseAgentAnswersWhileTheConnectionIsCut() throws Exception {
        var marie = hotline.available(new Manner.Answers(Duration.ofSeconds(2), Duration.ofHours(2)));
        var caller = hotline.call(AGAIN_AND_AGAIN, Duration.ofMinutes(1));
        var contact = hotline.nextContact();
        assertThat(marie.phone().await("rings", SOON)).isTrue();

        wire.cut();
        assertThat(marie.phone().await("answered", SOON)).isTrue();
        wire.mend();

        assertThat(hotline.await(contact, ContactConnected.class, RECONNECTED_WITHIN)
                        .agent())
                .isEqualTo(marie.agent());
        assertThat(telephony.hangUp(marie.agent(), contact)).isEmpty();
        hotline.await(contact, ConversationEnded.class);
        assertThat(caller.await("released", SOON)).isTrue();
        assertThat(marie.phone().count("rings")).isEqualTo(1);
    }

    /// Whether its end was heard before the cut decides which of the two.
    @Test
    void ringsAgainOrGoesOnWhenThePhoneGaveUpWhileTheConnectionWasCut() throws Exception {
        var marie = hotline.available(Sipp.NEVER);
        hotline.call(AGAIN_AND_AGAIN, Duration.ofMinutes(1));
        var contact = hotline.nextContact();
        assertThat(marie.phone().await("rings", SOON)).isTrue();

        wire.cut();
        hotline.hangUpAll("PJSIP/" + marie.account().user());
        assertThat(marie.phone().await("cancelled", SOON)).isTrue();
        wire.mend();

        Hotline.await(
                "it rings again, or the agent is paused",
                RECONNECTED_WITHIN,
                () -> marie.phone().count("rings") == 2
                        || "phone-unreachable"
                                .equals(routing.agent(marie.agent()).pauseReason()));
        assertThat(hotline.story(contact)).doesNotContain("OfferNotAnswered", "ContactConnected");
    }

    /// The browser was closed while it rang: nobody waits until the offer is over.
    @Test
    void goesOnAtOnceWhenThePhoneIsLostWhileItRings() {
        var marie = hotline.available(Sipp.NEVER);
        hotline.call(AGAIN_AND_AGAIN, Duration.ofMinutes(1));
        var contact = hotline.nextContact();
        assertThat(marie.phone().await("rings", SOON)).isTrue();
        var paul = hotline.available(Sipp.AT_ONCE);

        hotline.sipp.unregister(List.of(marie.account()));

        assertThat(hotline.await(contact, ContactConnected.class).agent()).isEqualTo(paul.agent());
        assertThat(routing.agent(marie.agent()).state()).isEqualTo(AgentState.PAUSED);
        assertThat(routing.agent(marie.agent()).pauseReason()).isEqualTo("phone-unreachable");
    }

    /// Twice the page is left and comes back; then it does not, and the next agent hangs up as one does.
    @Test
    void givesTheCitizenHisPlaceBackWhenAnAgentsLineIsLostForGood() {
        var marie = hotline.available(new Manner.Leaves(Duration.ofMillis(1), Duration.ofSeconds(1)));
        var caller = hotline.call(AGAIN_AND_AGAIN, Duration.ofMinutes(1));
        var contact = hotline.nextContact();
        Hotline.await("her page is left twice", () -> marie.phone().count("answered") >= 3);
        hotline.sipp.unregister(List.of(marie.account()));

        hotline.await(contact, ContactTakenBack.class);
        assertThat(routing.agent(marie.agent()).pauseReason()).isEqualTo("line-lost");
        hotline.available(new Manner.Answers(Duration.ofMillis(1), Duration.ofSeconds(1)));

        assertThat(hotline.await(contact, ConversationEnded.class).by()).isEqualTo(EndedBy.AGENT);
        assertThat(caller.await("released", SOON)).isTrue();
        assertThat(hotline.story(contact))
                .containsExactly(
                        "ContactArrived",
                        "ContactQueued",
                        "ContactOffered",
                        "OfferAccepted",
                        "ContactConnected",
                        "ContactTakenBack",
                        "ContactOffered",
                        "OfferAccepted",
                        "ContactConnected",
                        "ConversationEnded");
    }

    /// The answer to our command, and with it that he does not answer, is lost with the connection.
    @Test
    void letsHerGoWhenTheCitizenWhomSheCallsDoesNotAnswerAfterTheConnectionWasCut() throws Exception {
        var marie = hotline.available(Sipp.AT_ONCE);
        var citizen = hotline.sipp.citizens(asterisk.outgoingPort(), Sipp.NEVER);
        var ticket = TicketId.next();
        assertThat(telephony.call(marie.agent(), ticket, "06 12 34 56 78")).isEmpty();
        assertThat(citizen.await("rings", SOON)).isTrue();

        wire.cut();
        Hotline.await("we say so", () -> !telephony.status().connected());
        wire.mend();

        var contact = ((CallPlaced) log.of(ticket).getFirst()).contact();
        assertThat(hotline.await(contact, CallUnanswered.class, UNHEARD_WITHIN).why())
                .as("it was not she who gave up")
                .isIn(Unanswered.NO_ANSWER, Unanswered.FAILED);
        assertThat(marie.phone().await("released", SOON)).isTrue();
    }

    private int notAccountedFor() {
        return db.sql("select count(*) from call where ended_at is null")
                .query(Integer.class)
                .single();
    }

    /// The pause between two attempts grows to some seconds.
    private static final Duration RECONNECTED_WITHIN = Duration.ofSeconds(20);

    /// His phone rings for 25 seconds.
    private static final Duration UNHEARD_WITHIN = Duration.ofSeconds(45);

    /// Until the heartbeat is in doubt, the question is answered, and the queue has rung.
    private static final Duration SAFETY_NET_WITHIN = Duration.ofSeconds(40);
}
