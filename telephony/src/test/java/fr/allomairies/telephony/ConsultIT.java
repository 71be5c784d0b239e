package fr.allomairies.telephony;

import static fr.allomairies.telephony.Hotline.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactEvent.ConsultAsked;
import fr.allomairies.contact.ContactEvent.ConsultBegan;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactEvent.ConsultEnded;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.HoldEnded;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.Hotline.Seat;
import fr.allomairies.testkit.RealAsterisk;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Manner;
import fr.allomairies.testkit.SippRun;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
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

/// An agent asks a colleague while the citizen waits, on a real line.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"allo.voice.hours.always-open=true", "allo.telephony.resync-every=1s"})
@DirtiesContext
class ConsultIT {

    /// On a busy machine the menu may begin late.
    private static final String AGAIN_AND_AGAIN = "0000000";
    /// Longer than the comparison with Asterisk, which must find them where they are.
    private static final Duration A_WHILE = Duration.ofMillis(2_500);
    private static final Duration LEASE_AND_MORE = Duration.ofSeconds(40);

    private static final double COLLEAGUE_HERTZ = 740;
    /// Whoever calls.
    private static final String ANYBODY = "PJSIP/anonymous";

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

    Hotline hotline;
    Seat marie;
    SippRun caller;
    ContactId contact;

    /// She speaks with a citizen.
    @BeforeEach
    void speak() {
        hotline = new Hotline(asterisk, telephony, routing, log);
        marie = hotline.available(Sipp.AT_ONCE);
        caller = hotline.call(AGAIN_AND_AGAIN, Duration.ofMinutes(3));
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
    void asksAndHandsTheCitizenOver() throws Exception {
        var paul = consulting(Sipp.AT_ONCE);
        Thread.sleep(A_WHILE); // what the log tells the line stores a moment later
        assertThat(code(telephony.resume(marie.agent(), contact))).isEqualTo("consult-in-progress");
        hotline.awaitState(paul.agent(), AgentState.ON_CONTACT);
        hotline.sipp.unregister(List.of(paul.account())); // his network changes: the call does not mind
        Thread.sleep(A_WHILE);
        assertThat(hotline.story(contact)).doesNotContain("ConsultEnded");

        assertThat(telephony.completeConsult(marie.agent(), contact)).isEmpty();

        assertThat(how()).isEqualTo(ConsultEnd.COMPLETED);
        speaksWith(paul);
        assertThat(routing.agent(marie.agent()).state()).isEqualTo(AgentState.WRAP_UP);
        var rest = hotline.await(contact, ContactTransferred.class).afterwards();
        assertThat(routing.finish(marie.agent(), rest, "handed-over")).isEmpty();
        assertThat(hotline.events(rest)).singleElement().isInstanceOf(ContactHandled.class);
        Thread.sleep(A_WHILE);
        assertThat(caller.count("released")).isZero();
        assertThat(telephony.hangUp(paul.agent(), contact)).isEmpty();
        assertThat(hotline.await(contact, ConversationEnded.class).agent()).isEqualTo(paul.agent());
        assertThat(hotline.story(contact).subList(4, 13))
                .containsExactly(
                        "ContactConnected",
                        "ConsultAsked",
                        "ContactHeld",
                        "ConsultBegan",
                        "ConsultEnded",
                        "ContactTransferred",
                        "OfferAccepted",
                        "ContactConnected",
                        "ConversationEnded");
    }

    @Test
    void ringsWhoeverKnowsATopicAndIsFree() {
        var paul = hotline.available(Sipp.AT_ONCE);

        assertThat(telephony
                        .consult(marie.agent(), contact, List.of(new SkillNeed(new Skill("nobody"), 1)), null)
                        .map(Refusal::code))
                .contains("nobody-free");
        var roads = List.of(new SkillNeed(new Skill("roads"), 1));
        assertThat(telephony.consult(marie.agent(), contact, roads, null)).isEmpty();

        assertThat(hotline.await(contact, ConsultBegan.class).with()).isEqualTo(paul.agent());
        assertThat(telephony.cancelConsult(marie.agent(), contact)).isEmpty();
        assertThat(how()).isEqualTo(ConsultEnd.CANCELLED);
        stillHeldAndGoesOn();
    }

    @Test
    void goesBackToTheCitizenWhomSheHoldsStill() {
        var paul = consulting(Sipp.AT_ONCE);

        assertThat(telephony.cancelConsult(marie.agent(), contact)).isEmpty();

        assertThat(how()).isEqualTo(ConsultEnd.CANCELLED);
        assertThat(paul.phone().await("released", SOON)).isTrue();
        hotline.awaitState(paul.agent(), AgentState.AVAILABLE);
        stillHeldAndGoesOn();
    }

    @Test
    void leavesTheCitizenOnHoldWhenTheColleagueHangsUp() {
        var paul = consulting(Sipp.AT_ONCE);

        hotline.hangUpAll("PJSIP/" + paul.account().user());

        assertThat(how()).isEqualTo(ConsultEnd.COLLEAGUE_LEFT);
        stillHeldAndGoesOn();
    }

    @Test
    void leavesTheCitizenOnHoldWhenTheColleagueDeclines() {
        var paul = hotline.available(new Manner.Rejects("603 Decline"));
        assertThat(telephony.consult(marie.agent(), contact, paul.agent(), null))
                .isEmpty();

        assertThat(how()).isEqualTo(ConsultEnd.DECLINED);
        stillHeldAndGoesOn();
    }

    @Test
    void leavesTheCitizenOnHoldWhenTheColleagueDoesNotAnswer() {
        var paul = hotline.available(Sipp.NEVER);
        assertThat(telephony.consult(marie.agent(), contact, paul.agent(), null))
                .isEmpty();
        hotline.await(contact, ConsultAsked.class);

        assertThat(hotline.await(contact, ConsultEnded.class, LEASE_AND_MORE).how())
                .isEqualTo(ConsultEnd.NOT_ANSWERED);
        hotline.awaitState(paul.agent(), AgentState.AVAILABLE);
        stillHeldAndGoesOn();
    }

    @Test
    void givesTheCitizenToTheColleagueWhenShePutsHerPhoneDown() {
        var paul = consulting(Sipp.AT_ONCE);

        hotline.hangUpAll("PJSIP/" + marie.account().user());

        assertThat(how()).isEqualTo(ConsultEnd.COMPLETED);
        speaksWith(paul);
    }

    @Test
    void endsForAllWhenTheCitizenHangsUp() {
        var paul = consulting(Sipp.AT_ONCE);

        caller.hangUp();

        assertThat(hotline.await(contact, ConversationEnded.class).by()).isEqualTo(EndedBy.CITIZEN);
        assertThat(how()).isEqualTo(ConsultEnd.OVER);
        assertThat(paul.phone().await("released", SOON)).isTrue();
        assertThat(marie.phone().await("released", SOON)).isTrue();
        hotline.awaitState(paul.agent(), AgentState.AVAILABLE);
    }

    /// What was decided meanwhile is carried out by the comparison that follows.
    @Test
    void goesOnWhenTheConnectionIsCutMeanwhile() throws Exception {
        var paul = consulting(Sipp.AT_ONCE);
        wire.cut();
        Hotline.await("we say so", () -> !telephony.status().connected());
        assertThat(code(telephony.completeConsult(marie.agent(), contact))).isEqualTo("telephone-unavailable");
        routing.consultEnded(contact, ConsultEnd.CANCELLED);
        wire.mend();

        assertThat(paul.phone().await("released", LEASE_AND_MORE)).isTrue();
        Hotline.await(
                "it is back", Duration.ofSeconds(20), () -> telephony.status().connected());
        stillHeldAndGoesOn();
    }

    @Test
    void bringsTheThreeTogetherAndLeavesTheCitizenToTheColleague() throws Exception {
        hotline.sipp.voice(COLLEAGUE_HERTZ);
        var paul = inConference();

        Hotline.await("the citizen hears both", () -> hears(ANYBODY, Sipp.AGENT_HERTZ, COLLEAGUE_HERTZ));
        Hotline.await("she hears both", () -> hears(phone(marie), Sipp.CALLER_HERTZ, COLLEAGUE_HERTZ));
        Hotline.await("the colleague hears both", () -> hears(phone(paul), Sipp.CALLER_HERTZ, Sipp.AGENT_HERTZ));
        assertThat(code(telephony.hold(marie.agent(), contact))).isEqualTo("in-conference");
        assertThat(code(telephony.conference(marie.agent(), contact))).isEqualTo("in-conference");
        assertThat(code(telephony.conference(paul.agent(), contact))).isEqualTo("not-in-conversation");
        hotline.sipp.unregister(List.of(paul.account())); // his network changes: the call does not mind
        Thread.sleep(A_WHILE);
        assertThat(hotline.story(contact)).doesNotContain("ConsultEnded");

        assertThat(telephony.completeConsult(marie.agent(), contact)).isEmpty();

        assertThat(how()).isEqualTo(ConsultEnd.COMPLETED);
        speaksWith(paul);
        Hotline.await("they hear each other", () -> hears(phone(paul), Sipp.CALLER_HERTZ));
        assertThat(hears(ANYBODY, COLLEAGUE_HERTZ)).isTrue();
        assertThat(marie.phone().await("released", SOON)).isTrue();
        var rest = hotline.await(contact, ContactTransferred.class).afterwards();
        assertThat(routing.finish(marie.agent(), rest, "handed-over")).isEmpty();
        assertThat(telephony.hangUp(paul.agent(), contact)).isEmpty();
        assertThat(hotline.await(contact, ConversationEnded.class).agent()).isEqualTo(paul.agent());
        assertThat(hotline.story(contact).subList(4, 15))
                .containsExactly(
                        "ContactConnected",
                        "ConsultAsked",
                        "ContactHeld",
                        "ConsultBegan",
                        "HoldEnded",
                        "ConferenceBegan",
                        "ConsultEnded",
                        "ContactTransferred",
                        "OfferAccepted",
                        "ContactConnected",
                        "ConversationEnded");
    }

    /// Put out by her, by himself, and with the citizen.
    @Test
    void goesOnWithTheCitizenWhenTheColleagueLeavesTheConference() throws Exception {
        var paul = inConference();
        assertThat(telephony.cancelConsult(marie.agent(), contact)).isEmpty();
        assertThat(how()).isEqualTo(ConsultEnd.CANCELLED);
        speakAlone(1);
        hotline.awaitState(paul.agent(), AgentState.AVAILABLE);

        askAgain(paul, 2);
        hotline.hangUpAll(phone(paul));
        Hotline.await("it is told", () -> ends(ConsultEnd.COLLEAGUE_LEFT) == 1);
        speakAlone(2);
        hotline.awaitState(paul.agent(), AgentState.AVAILABLE);

        askAgain(paul, 3);
        caller.hangUp();
        assertThat(hotline.await(contact, ConversationEnded.class).by()).isEqualTo(EndedBy.CITIZEN);
        assertThat(paul.phone().await("released", 3, SOON)).isTrue();
        assertThat(marie.phone().await("released", SOON)).isTrue();
        assertThat(ends(ConsultEnd.OVER)).isEqualTo(1);
        assertThat(hotline.story(contact)).doesNotContain("ContactTransferred", "ContactTakenBack");
    }

    /// She hangs up meanwhile; and from the desk she ends it for all.
    @Test
    void goesOnInConferenceWhenTheConnectionIsCutMeanwhile() throws Exception {
        var paul = inConference();
        wire.cut();
        Hotline.await("we say so", () -> !telephony.status().connected());
        hotline.hangUpAll(phone(marie));
        Hotline.await("the line has seen to it", () -> hotline.told("ALLO_STATE=talking"));
        wire.mend();

        speaksWith(paul);
        assertThat(how()).isEqualTo(ConsultEnd.COMPLETED);
        assertThat(caller.count("released")).isZero();
    }

    @Test
    void endsTheConferenceForAllFromHerDesk() {
        var paul = inConference();

        assertThat(telephony.hangUp(marie.agent(), contact)).isEmpty();

        assertThat(hotline.await(contact, ConversationEnded.class).by()).isEqualTo(EndedBy.AGENT);
        assertThat(how()).isEqualTo(ConsultEnd.OVER);
        assertThat(caller.await("released", SOON)).isTrue();
        assertThat(paul.phone().await("released", SOON)).isTrue();
        assertThat(marie.phone().await("released", SOON)).isTrue();
        assertThat(hotline.story(contact)).containsOnlyOnce("ContactHeld", "HoldEnded");
    }

    private Seat inConference() {
        var paul = consulting(Sipp.AT_ONCE);
        join(1);
        return paul;
    }

    private void askAgain(Seat paul, int time) throws InterruptedException {
        assertThat(telephony.consult(marie.agent(), contact, paul.agent(), null))
                .isEmpty();
        Hotline.await("they speak", () -> count("ConsultBegan") == time);
        join(time);
        Thread.sleep(A_WHILE);
    }

    private void join(int time) {
        Hotline.await(
                "she holds him", () -> telephony.view(contact).orElseThrow().heldSince() != null);
        assertThat(telephony.conference(marie.agent(), contact)).isEmpty();
        Hotline.await("the three are together", () -> count("ConferenceBegan") == time);
        assertThat(telephony.inConference(contact)).isTrue();
        assertThat(telephony.view(contact).orElseThrow().heldSince()).isNull();
    }

    private void speakAlone(int time) throws InterruptedException {
        Hotline.await("the line has them together", () -> hotline.told("ALLO_STATE=talking"));
        assertThat(telephony.inConference(contact)).isFalse();
        Thread.sleep(A_WHILE);
        assertThat(hotline.told("ALLO_STATE=talking")).isTrue();
        assertThat(caller.count("released")).isZero();
        assertThat(marie.phone().count("released")).isZero();
        assertThat(count("ContactHeld")).isEqualTo(time);
    }

    private long count(String type) {
        return hotline.story(contact).stream().filter(type::equals).count();
    }

    private long ends(ConsultEnd how) {
        return hotline.events(contact).stream()
                .filter(event -> event instanceof ConsultEnded ended && ended.how() == how)
                .count();
    }

    private boolean hears(String device, double... hertz) {
        var sound = hotline.hears(device);
        return Arrays.stream(hertz).allMatch(each -> Tones.heard(sound, each));
    }

    private static String phone(Seat seat) {
        return "PJSIP/" + seat.account().user();
    }

    @Test
    void isRefusedWhenItWouldHelpNobody() {
        var paul = hotline.agent(Sipp.NEVER);
        assertThat(code(telephony.consult(paul.agent(), contact, marie.agent(), null)))
                .isEqualTo("not-in-conversation");
        assertThat(code(telephony.consult(marie.agent(), contact, paul.agent(), null)))
                .isEqualTo("colleague-away");
        hotline.awaitAvailable(paul);
        hotline.sipp.unregister(List.of(paul.account()));
        Hotline.await("his phone is away", () -> !telephony.reachable(paul.agent()));
        assertThat(code(telephony.consult(marie.agent(), contact, paul.agent(), null)))
                .isEqualTo("colleague-unreachable");
        assertThat(code(telephony.completeConsult(marie.agent(), contact))).isEqualTo("no-consult");
        assertThat(code(telephony.conference(marie.agent(), contact))).isEqualTo("no-consult");
        assertThat(hotline.story(contact)).doesNotContain("ConsultAsked", "ContactHeld");
    }

    private Seat consulting(Manner manner) {
        var paul = hotline.available(manner);
        assertThat(telephony.consult(marie.agent(), contact, paul.agent(), null))
                .isEmpty();
        hotline.await(contact, ConsultBegan.class);
        assertThat(telephony.view(contact).orElseThrow().heldSince()).isNotNull();
        return paul;
    }

    private ConsultEnd how() {
        return hotline.await(contact, ConsultEnded.class).how();
    }

    private void stillHeldAndGoesOn() {
        Hotline.await("he is on hold", () -> hotline.told("ALLO_STATE=hold"));
        assertThat(telephony.view(contact).orElseThrow().heldSince()).isNotNull();
        Hotline.await(
                "the line knows that the consultation is over",
                () -> telephony.resume(marie.agent(), contact).isEmpty());
        hotline.await(contact, HoldEnded.class);
        assertThat(caller.count("released")).isZero();
        assertThat(marie.phone().count("released")).isZero();
        assertThat(hotline.story(contact)).doesNotContain("ContactTakenBack", "ContactTransferred");
    }

    private void speaksWith(Seat colleague) {
        Hotline.await(
                "the colleague has him: " + hotline.story(contact),
                () -> hotline.events(contact).stream()
                        .anyMatch(event -> event instanceof ContactConnected connected
                                && colleague.agent().equals(connected.agent())));
        assertThat(caller.count("released")).isZero();
        assertThat(hotline.story(contact)).doesNotContain("ConversationEnded", "ContactTakenBack");
        assertThat(telephony.view(contact).orElseThrow().heldSince()).isNull();
    }

    private static String code(Optional<Refusal> refusal) {
        return refusal.map(Refusal::code).orElse("done");
    }
}
