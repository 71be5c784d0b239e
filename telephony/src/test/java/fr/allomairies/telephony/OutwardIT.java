package fr.allomairies.telephony;

import static fr.allomairies.telephony.Hotline.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactEvent.CallPlaced;
import fr.allomairies.contact.ContactEvent.CallUnanswered;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.HoldEnded;
import fr.allomairies.contact.ContactEvent.OutsideConsultBegan;
import fr.allomairies.contact.ContactEvent.OutsideConsultEnded;
import fr.allomairies.contact.ContactEvent.OutsideEnd;
import fr.allomairies.contact.ContactEvent.OutsideTookOver;
import fr.allomairies.contact.ContactEvent.OutsideUnanswered;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.Hotline.Seat;
import fr.allomairies.testkit.AsteriskExtension;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Manner;
import fr.allomairies.testkit.SippRun;
import fr.allomairies.ticketing.OutsideCall;
import fr.allomairies.ticketing.PlacedCall;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.action.OriginateAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Citizens whom agents call out of a ticket, on a real Asterisk.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"allo.voice.hours.always-open=true", "allo.telephony.resync-every=1s"})
@DirtiesContext
class OutwardIT {

    private static final double OUTSIDE_HERTZ = 740;
    private static final String MOBILE = "06 12 34 56 78";
    private static final String MAIRIE = "04 93 00 00 00";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        Hotline.register(registry, AsteriskExtension.running());
    }

    @Autowired
    Telephony telephony;

    @Autowired
    Routing routing;

    @Autowired
    Ticketing ticketing;

    @Autowired
    EventLog log;

    Hotline hotline;
    Seat marie;
    ContactId contact;
    final TicketId ticket = TicketId.next();

    @BeforeEach
    void open() {
        hotline = new Hotline(AsteriskExtension.running(), telephony, routing, log);
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    @Test
    void ringsHerThenHimAndKeepsTheCallOnTheTicket() throws Exception {
        marie = hotline.available(Sipp.AT_ONCE);
        var citizen = citizen(Sipp.AT_ONCE);

        assertThat(call(MOBILE)).isEmpty();

        var contact = placed();
        hotline.await(contact, ContactConnected.class, PATIENCE);
        assertThat(hotline.told("Caller ID: 3906")).isTrue();
        assertThat(routing.agent(marie.agent()).state()).isEqualTo(AgentState.ON_CONTACT);
        assertThat(telephony.view(contact).orElseThrow().outward()).isEqualTo(Telephony.Outward.ANSWERED);
        verify(ticketing, timeout(SOON.toMillis())).reached(ticket);
        assertThat(telephony.hangUp(marie.agent(), contact)).isEmpty();
        assertThat(hotline.await(contact, ConversationEnded.class).by()).isEqualTo(EndedBy.AGENT);
        assertThat(citizen.await("released", SOON)).isTrue();
        assertThat(marie.phone().await("released", SOON)).isTrue();
        assertThat(hotline.story(contact)).containsExactly("CallPlaced", "ContactConnected", "ConversationEnded");
        var kept = kept();
        assertThat(kept.why()).isNull();
        assertThat(kept.number()).isEqualTo(MOBILE);
        assertThat(kept.by()).isEqualTo(marie.agent());
        assertThat(routing.agent(marie.agent()).state()).isEqualTo(AgentState.WRAP_UP);
    }

    @Test
    void offersHerNothingMeanwhileAndEndsWhenTheCitizenHangsUp() throws Exception {
        marie = hotline.available(Sipp.AT_ONCE);
        citizen(new Manner.Answers(Duration.ofMillis(1), Duration.ofSeconds(4)));
        call(MOBILE);
        var contact = placed();
        hotline.call(Duration.ofMinutes(1));

        assertThat(hotline.await(contact, ConversationEnded.class, PATIENCE).by())
                .isEqualTo(EndedBy.CITIZEN);

        assertThat(marie.phone().await("released", SOON)).isTrue();
        assertThat(marie.phone().count("rings")).isEqualTo(1);
        assertThat(kept().talked()).isPositive();
    }

    @Test
    void saysThatTheLineIsBusyAndThatTheCallIsRefused() {
        marie = hotline.available(Sipp.AT_ONCE);
        assertThat(unanswered("486 Busy Here")).isEqualTo(Unanswered.BUSY);
        assertThat(unanswered("603 Decline")).isEqualTo(Unanswered.REFUSED);
        assertThat(unanswered("404 Not Found")).isEqualTo(Unanswered.FAILED);
        verify(ticketing, never()).reached(ticket);
    }

    private Unanswered unanswered(String status) {
        var citizen = citizen(new Manner.Rejects(status));
        assertThat(call(MOBILE)).isEmpty();
        var contact = placed();
        var why = hotline.await(contact, CallUnanswered.class, PATIENCE).why();
        assertThat(kept().why()).isEqualTo(why);
        assertThat(routing.finish(marie.agent(), contact, "not-reached")).isEmpty();
        citizen.kill();
        assertThat(citizen.awaitEnd(SOON)).as("its port is free").isTrue();
        return why;
    }

    @Test
    void stopsHisPhoneWhenSheGivesUp() throws Exception {
        marie = hotline.available(Sipp.AT_ONCE);
        var citizen = citizen(Sipp.NEVER);
        call(MOBILE);
        var contact = placed();
        assertThat(citizen.await("rings", PATIENCE)).isTrue();
        assertThat(telephony.view(contact).orElseThrow().outward()).isEqualTo(Telephony.Outward.HIS_PHONE);

        assertThat(telephony.hangUp(marie.agent(), contact)).isEmpty();

        assertThat(hotline.await(contact, CallUnanswered.class).why()).isEqualTo(Unanswered.GIVEN_UP);
        assertThat(marie.phone().await("released", SOON)).isTrue();
        Hotline.await("his phone is silent", () -> !hotline.told("ALLO_CALL=placed-"));
    }

    @Test
    void leavesHimInPeaceWhenHerOwnPhoneIsNotAnswered() {
        marie = hotline.available(new Manner.Rejects("603 Decline"));
        var citizen = citizen(Sipp.AT_ONCE);
        call(MOBILE);

        var missed = hotline.await(placed(), CallUnanswered.class, PATIENCE);

        assertThat(missed.why()).isEqualTo(Unanswered.AGENT);
        assertThat(citizen.count("rings")).isZero();
        hotline.awaitState(marie.agent(), AgentState.WRAP_UP);
    }

    @Test
    void sendsACallerOutsideWhereHeStaysWhenItIsAnswered() throws Exception {
        var caller = callsMarie();
        var mairie = citizen(new Manner.Answers(Duration.ofSeconds(2), Duration.ofMinutes(1)));

        assertThat(outside(MAIRIE)).isEmpty();

        assertThat(mairie.await("rings", PATIENCE)).isTrue();
        Hotline.await(
                "it is called by the city, not by him",
                () -> mairie.lines().stream().anyMatch(line -> line.endsWith(" sip:3906")));
        assertThat(hotline.told("ALLO_STATE=leaving")).isTrue();
        assertThat(telephony.view(contact).orElseThrow().outside()).isEqualTo(new Telephony.SentOutside(MAIRIE, false));
        assertThat(outside(MAIRIE)).contains("outside-rings");
        hotline.await(contact, OutsideTookOver.class, PATIENCE);
        assertThat(hotline.await(contact, ConversationEnded.class).by()).isEqualTo(EndedBy.AGENT);
        assertThat(marie.phone().await("released", SOON)).isTrue();
        hotline.awaitState(marie.agent(), AgentState.WRAP_UP);
        assertThat(routing.finish(marie.agent(), contact, "handed-over")).isEmpty();
        Thread.sleep(2_500); // the comparison finds him where he is
        assertThat(caller.count("released")).isZero();
        assertThat(telephony.view(contact).orElseThrow().outside()).isEqualTo(new Telephony.SentOutside(MAIRIE, true));
        assertThat(keptOutside().getFirst().talked()).isNull();
        hotline.hangUpAll("PJSIP/outgoing");
        assertThat(caller.await("released", SOON)).isTrue();
        Hotline.await("how long it took is kept", () -> keptOutside().size() == 2);
        assertThat(keptOutside().getLast().talked()).isPositive();
        assertThat(hotline.story(contact).subList(4, 10))
                .containsExactly(
                        "ContactConnected",
                        "OutsideCalled",
                        "ContactHeld",
                        "OutsideTookOver",
                        "ConversationEnded",
                        "ContactHandled");
    }

    @Test
    void givesHerTheCallerBackWhenItIsBusyAndByOneKeyWhileItRings() throws Exception {
        var caller = callsMarie();
        var busy = citizen(new Manner.Rejects("486 Busy Here"));
        assertThat(outside(MAIRIE)).isEmpty();
        assertThat(hotline.await(contact, OutsideUnanswered.class, PATIENCE).why())
                .isEqualTo(Unanswered.BUSY);
        hotline.await(contact, HoldEnded.class, PATIENCE);
        busy.kill();
        assertThat(busy.awaitEnd(SOON)).as("its port is free").isTrue();
        var silent = citizen(Sipp.NEVER);
        assertThat(outside(MAIRIE)).isEmpty();
        assertThat(silent.await("rings", PATIENCE)).isTrue();

        assertThat(telephony.resume(marie.agent(), contact)).isEmpty();

        Hotline.await(
                "she has him again: " + hotline.story(contact),
                () -> hotline.story(contact).stream()
                                .filter("HoldEnded"::equals)
                                .count()
                        == 2);
        Hotline.await("it rings no more", () -> !hotline.rings("PJSIP/outgoing"));
        assertThat(caller.count("released")).isZero();
        assertThat(marie.phone().count("released")).isZero();
        assertThat(hotline.story(contact)).doesNotContain("OutsideTookOver", "ConversationEnded");
    }

    @Test
    void ringsHerAgainWhenShePutHerPhoneDownAndNobodyAnswers() throws Exception {
        var caller = callsMarie();
        var mairie = citizen(Sipp.NEVER);
        assertThat(outside(MAIRIE)).isEmpty();
        assertThat(mairie.await("rings", PATIENCE)).isTrue();
        hotline.hangUpAll("PJSIP/" + marie.account().user());
        assertThat(marie.phone().await("released", SOON)).isTrue();
        assertThat(hotline.rings("PJSIP/outgoing")).as("he is not hung up on").isTrue();

        hotline.hangUpAll("PJSIP/outgoing");

        hotline.await(contact, OutsideUnanswered.class, PATIENCE);
        hotline.await(contact, HoldEnded.class, PATIENCE);
        assertThat(marie.phone().count("rings")).isEqualTo(2);
        assertThat(caller.count("released")).isZero();
        assertThat(hotline.story(contact)).doesNotContain("ContactTakenBack", "ConversationEnded");
    }

    @Test
    void stopsTheOutsidePhoneWhenTheCallerHangsUp() throws Exception {
        var caller = callsMarie();
        var mairie = citizen(Sipp.NEVER);
        assertThat(outside(MAIRIE)).isEmpty();
        assertThat(mairie.await("rings", PATIENCE)).isTrue();

        caller.hangUp();

        assertThat(hotline.await(contact, ConversationEnded.class).by()).isEqualTo(EndedBy.CITIZEN);
        assertThat(hotline.story(contact)).contains("OutsideUnanswered");
        Hotline.await("it rings no more", () -> !hotline.rings("PJSIP/outgoing"));
        assertThat(marie.phone().await("released", SOON)).isTrue();
    }

    @Test
    void speaksWithWhoeverIsOutsideAndHandsTheCallerOver() throws Exception {
        var caller = callsMarie();
        var mairie = citizen(new Manner.Answers(Duration.ofSeconds(1), Duration.ofMinutes(1)));

        assertThat(ask(MAIRIE)).isEmpty();

        hotline.await(contact, OutsideConsultBegan.class, PATIENCE);
        assertThat(hotline.told("ALLO_STATE=hold")).as("he hears music").isTrue();
        assertThat(telephony.view(contact).orElseThrow().asked())
                .isEqualTo(new Telephony.AskedOutside(MAIRIE, true, false));
        assertThat(telephony.view(contact).orElseThrow().outside()).isNull();
        assertThat(ask(MAIRIE)).contains("consult-in-progress");
        assertThat(outside(MAIRIE)).contains("consult-in-progress");
        assertThat(telephony.resume(marie.agent(), contact).map(Refusal::code)).contains("consult-in-progress");
        Thread.sleep(2_500); // the comparison finds them where they are
        assertThat(telephony.completeConsult(marie.agent(), contact)).isEmpty();
        hotline.await(contact, OutsideTookOver.class, PATIENCE);
        assertThat(hotline.await(contact, ConversationEnded.class).by()).isEqualTo(EndedBy.AGENT);
        assertThat(marie.phone().await("released", SOON)).isTrue();
        hotline.awaitState(marie.agent(), AgentState.WRAP_UP);
        Thread.sleep(2_500); // the comparison finds him where he is
        assertThat(caller.count("released")).isZero();
        assertThat(mairie.count("released")).isZero();
        assertThat(hotline.told("ALLO_STATE=outside")).isTrue();
        assertThat(routing.finish(marie.agent(), contact, "handed-over")).isEmpty();
        caller.hangUp();
        assertThat(mairie.await("released", SOON)).isTrue();
        Hotline.await("how long it took is kept", () -> keptOutside().size() == 2);
        assertThat(hotline.story(contact).subList(4, 11))
                .containsExactly(
                        "ContactConnected",
                        "OutsideConsultAsked",
                        "ContactHeld",
                        "OutsideConsultBegan",
                        "OutsideTookOver",
                        "ConversationEnded",
                        "ContactHandled");
        assertThat(hotline.story(contact)).doesNotContain("OutsideConsultEnded", "ContactTransferred");
    }

    @Test
    void keepsTheCallerOnHoldWhateverBecomesOfWhoeverIsOutside() throws Exception {
        var caller = callsMarie();
        var busy = citizen(new Manner.Rejects("486 Busy Here"));
        assertThat(ask(MAIRIE)).isEmpty();
        assertThat(asked(1).how()).isEqualTo(OutsideEnd.BUSY);
        busy.kill();
        assertThat(busy.awaitEnd(SOON)).as("its port is free").isTrue();
        var brief = citizen(new Manner.Answers(Duration.ofMillis(200), Duration.ofSeconds(2)));
        assertThat(ask(MAIRIE)).isEmpty();
        assertThat(asked(2).how()).isEqualTo(OutsideEnd.LEFT);
        brief.kill();
        assertThat(brief.awaitEnd(SOON)).as("its port is free").isTrue();
        var mairie = citizen(new Manner.Answers(Duration.ofMillis(200), Duration.ofMinutes(1)));
        assertThat(ask(MAIRIE)).isEmpty();
        Hotline.await(
                "they speak",
                () -> telephony.view(contact).orElseThrow().asked() instanceof Telephony.AskedOutside now
                        && now.speaks());

        assertThat(telephony.cancelConsult(marie.agent(), contact)).isEmpty();

        assertThat(asked(3).how()).isEqualTo(OutsideEnd.CANCELLED);
        assertThat(mairie.await("released", SOON)).isTrue();
        assertThat(hotline.told("ALLO_STATE=hold")).isTrue();
        assertThat(telephony.resume(marie.agent(), contact)).isEmpty();
        hotline.await(contact, HoldEnded.class, PATIENCE);
        assertThat(marie.phone().count("rings")).isEqualTo(1);
        assertThat(marie.phone().count("released")).isZero();
        assertThat(caller.count("released")).isZero();
        assertThat(hotline.story(contact)).doesNotContain("OutsideTookOver", "ConversationEnded");
    }

    @Test
    void takesTheCallerBackWhileItRingsAndLetsBothGoWhenHeHangsUp() throws Exception {
        var caller = callsMarie();
        var silent = citizen(Sipp.NEVER);
        assertThat(ask(MAIRIE)).isEmpty();
        assertThat(silent.await("rings", PATIENCE)).isTrue();
        assertThat(telephony.resume(marie.agent(), contact)).isEmpty();
        hotline.await(contact, HoldEnded.class, PATIENCE);
        Hotline.await("it rings no more", () -> !hotline.rings("PJSIP/outgoing"));
        silent.kill();
        assertThat(silent.awaitEnd(SOON)).as("its port is free").isTrue();
        var mairie = citizen(new Manner.Answers(Duration.ofMillis(200), Duration.ofMinutes(1)));
        assertThat(ask(MAIRIE)).isEmpty();
        hotline.await(contact, OutsideConsultBegan.class, PATIENCE);

        caller.hangUp();

        assertThat(hotline.await(contact, ConversationEnded.class).by()).isEqualTo(EndedBy.CITIZEN);
        assertThat(mairie.await("released", SOON)).isTrue();
        assertThat(marie.phone().await("released", SOON)).isTrue();
        assertThat(hotline.story(contact)).doesNotContain("OutsideTookOver");
    }

    @Test
    void ringsHerAgainWhenHerLineIsLostWhileTheySpeak() throws Exception {
        var caller = callsMarie(new Manner.Leaves(Duration.ofMillis(1), Duration.ofSeconds(10)));
        var mairie = citizen(new Manner.Answers(Duration.ofMillis(200), Duration.ofMinutes(1)));

        assertThat(ask(MAIRIE)).isEmpty();

        hotline.await(contact, OutsideConsultBegan.class, PATIENCE);

        assertThat(mairie.await("released", SOON))
                .as("he is not left with whoever is outside")
                .isTrue();
        Hotline.await("her phone rings again", () -> marie.phone().count("rings") == 2);
        assertThat(caller.count("released")).isZero();
        assertThat(hotline.story(contact)).contains("OutsideConsultEnded").doesNotContain("OutsideTookOver");
    }

    /// First whoever is outside leaves, and then she does.
    @Test
    void bringsTheCallerTogetherWithWhoeverIsOutside() throws Exception {
        var caller = callsMarie();
        hotline.sipp.voice(OUTSIDE_HERTZ);
        var mairie = citizen(new Manner.Answers(Duration.ofMillis(200), Duration.ofMinutes(2)));
        joins(1);
        assertThat(telephony.view(contact).orElseThrow().asked())
                .isEqualTo(new Telephony.AskedOutside(MAIRIE, true, true));
        Hotline.await("he hears both", () -> {
            var sound = hotline.hears("PJSIP/anonymous");
            return Tones.agentHeard(sound) && Tones.heard(sound, OUTSIDE_HERTZ);
        });
        Hotline.await(
                "both hear him",
                () -> Tones.callerHeard(hotline.hears("PJSIP/outgoing"))
                        && Tones.callerHeard(
                                hotline.hears("PJSIP/" + marie.account().user())));
        Thread.sleep(2_500); // the comparison finds them where they are

        assertThat(telephony.cancelConsult(marie.agent(), contact)).isEmpty();

        assertThat(asked(1).how()).isEqualTo(OutsideEnd.CANCELLED);
        assertThat(mairie.await("released", SOON)).isTrue();
        Hotline.await("they speak on", () -> hotline.told("ALLO_STATE=talking"));
        Thread.sleep(2_500);
        assertThat(caller.count("released")).isZero();
        assertThat(telephony.hold(marie.agent(), contact)).isEmpty();
        Hotline.await(
                "she holds him", () -> telephony.view(contact).orElseThrow().heldSince() != null);

        joins(2);
        hotline.hangUpAll("PJSIP/" + marie.account().user());

        hotline.await(contact, OutsideTookOver.class, PATIENCE);
        hotline.awaitState(marie.agent(), AgentState.WRAP_UP);
        Thread.sleep(2_500);
        assertThat(hotline.told("ALLO_STATE=outside")).isTrue();
        assertThat(caller.count("released")).isZero();
        caller.hangUp();
        assertThat(mairie.await("released", 2, SOON)).isTrue();
        Hotline.await("how long it took is kept", () -> keptOutside().size() == 2);
    }

    @Test
    void letsWhoeverIsOutsideGoWhenHerLineIsLostInAConference() throws Exception {
        var caller = callsMarie(new Manner.Leaves(Duration.ofMillis(1), Duration.ofSeconds(15)));
        var mairie = citizen(new Manner.Answers(Duration.ofMillis(200), Duration.ofMinutes(1)));
        joins(1);

        assertThat(mairie.await("released", SOON)).isTrue();
        Hotline.await("her phone rings again", () -> marie.phone().count("rings") == 2);
        assertThat(caller.count("released")).isZero();
        assertThat(hotline.story(contact)).contains("OutsideConsultEnded").doesNotContain("OutsideTookOver");
    }

    private void joins(int time) {
        assertThat(ask(MAIRIE)).isEmpty();
        Hotline.await("they speak", () -> count("OutsideConsultBegan") == time);
        Hotline.await("he is on hold", () -> hotline.told("ALLO_STATE=hold"));
        assertThat(telephony.conference(marie.agent(), contact)).isEmpty();
        Hotline.await("the three are together", () -> count("ConferenceBegan") == time);
        Hotline.await("the line says so", () -> hotline.told("ALLO_STATE=conference"));
    }

    private long count(String type) {
        return hotline.story(contact).stream().filter(type::equals).count();
    }

    /// As when a supervisor takes him over in the very moment.
    @Test
    void letsGoOfBothWhenSomebodyElseTakesTheCallerWhileTheySpeak() throws Exception {
        var caller = callsMarie();
        var mairie = citizen(new Manner.Answers(Duration.ofMillis(200), Duration.ofMinutes(1)));
        assertThat(ask(MAIRIE)).isEmpty();
        hotline.await(contact, OutsideConsultBegan.class, PATIENCE);
        var chief = hotline.agent(Sipp.AT_ONCE);

        takesOver(chief);

        assertThat(mairie.await("released", SOON)).isTrue();
        assertThat(marie.phone().await("released", SOON)).isTrue();
        Hotline.await(
                "he has the citizen",
                () -> hotline.events(contact).stream()
                        .anyMatch(event -> event instanceof ContactConnected now
                                && chief.agent().equals(now.agent())));
        assertThat(caller.count("released")).isZero();
        assertThat(chief.phone().count("released")).isZero();
    }

    private static void takesOver(Seat chief) throws Exception {
        var held = AsteriskExtension.running()
                .cli("core show channels concise")
                .lines()
                .filter(line -> line.contains("!hold!"))
                .map(line -> line.split("!", 2)[0])
                .findFirst();
        var originate = new OriginateAction();
        originate.setChannel("PJSIP/" + chief.account().user());
        originate.setContext("take-over");
        originate.setExten("s");
        originate.setPriority(1);
        originate.setAsync(true);
        originate.setVariable("ALLO_CALLER", held.orElseThrow());
        var asterisk = AsteriskExtension.running();
        var line = new DefaultManagerConnection("127.0.0.1", asterisk.amiPort(), "allo", asterisk.amiSecret());
        line.login();
        line.sendAction(originate);
        line.logoff();
    }

    private Optional<String> ask(String number) {
        return telephony.consultOutside(marie.agent(), contact, number).map(Refusal::code);
    }

    /// The nth consult that came to nothing.
    private OutsideConsultEnded asked(int nth) {
        Hotline.await("it is over: " + hotline.story(contact), () -> ended().size() == nth);
        return ended().getLast();
    }

    private List<OutsideConsultEnded> ended() {
        return log.of(contact).stream()
                .filter(OutsideConsultEnded.class::isInstance)
                .map(OutsideConsultEnded.class::cast)
                .toList();
    }

    private SippRun callsMarie() {
        return callsMarie(Sipp.AT_ONCE);
    }

    private SippRun callsMarie(Manner manner) {
        marie = hotline.available(manner);
        var caller = hotline.call(Duration.ofMinutes(3));
        contact = hotline.nextContact();
        hotline.await(contact, ContactConnected.class, PATIENCE);
        var summary = mock(TicketSummary.class);
        when(summary.id()).thenReturn(ticket);
        var view = mock(TicketView.class);
        when(view.summary()).thenReturn(summary);
        when(ticketing.byContact(contact)).thenReturn(Optional.of(view));
        return caller;
    }

    private Optional<String> outside(String number) {
        return telephony.sendOutside(marie.agent(), contact, number).map(Refusal::code);
    }

    private List<OutsideCall> keptOutside() {
        var kept = ArgumentCaptor.forClass(OutsideCall.class);
        verify(ticketing, timeout(SOON.toMillis()).atLeastOnce()).keepOutside(eq(ticket), kept.capture());
        return kept.getAllValues();
    }

    @Test
    void isRefusedForDearNumbersAndWithoutAPhone() {
        marie = hotline.available(Sipp.AT_ONCE);
        assertThat(call("0892 70 12 39")).contains("number-premium");
        assertThat(call("+1 212 555 0123")).contains("number-abroad");
        assertThat(call("chez lui")).contains("number-invalid");
        hotline.sipp.unregister(List.of(marie.account()));
        Hotline.await("her phone is gone", () -> !telephony.reachable(marie.agent()));
        assertThat(call(MOBILE)).contains("phone-unreachable");
        verify(ticketing, never()).keepCall(eq(ticket), any());
    }

    private SippRun citizen(Manner manner) {
        return hotline.sipp.citizens(AsteriskExtension.running().outgoingPort(), manner);
    }

    private Optional<String> call(String number) {
        return telephony.call(marie.agent(), ticket, number).map(Refusal::code);
    }

    /// The last call that she has made.
    private ContactId placed() {
        return log.of(ticket).stream()
                .filter(CallPlaced.class::isInstance)
                .map(event -> ((CallPlaced) event).contact())
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    /// The last one that is kept on the ticket.
    private PlacedCall kept() {
        var kept = ArgumentCaptor.forClass(PlacedCall.class);
        verify(ticketing, timeout(SOON.toMillis()).atLeastOnce()).keepCall(eq(ticket), kept.capture());
        return kept.getValue();
    }
}
