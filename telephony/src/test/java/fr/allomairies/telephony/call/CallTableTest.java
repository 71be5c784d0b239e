package fr.allomairies.telephony.call;

import static fr.allomairies.telephony.call.CallState.ARRIVED;
import static fr.allomairies.telephony.call.CallState.CONNECTED;
import static fr.allomairies.telephony.call.CallState.CUT_OFF;
import static fr.allomairies.telephony.call.CallState.ENDED;
import static fr.allomairies.telephony.call.CallState.HELD;
import static fr.allomairies.telephony.call.CallState.MENU;
import static fr.allomairies.telephony.call.CallState.QUEUED;
import static fr.allomairies.telephony.call.CallState.RINGING;
import static fr.allomairies.telephony.call.CallState.VOICEMAIL;
import static fr.allomairies.telephony.call.CallState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.call.CallEvent.AfterCall;
import fr.allomairies.telephony.call.CallEvent.AgentLeft;
import fr.allomairies.telephony.call.CallEvent.Arrived;
import fr.allomairies.telephony.call.CallEvent.Blocked;
import fr.allomairies.telephony.call.CallEvent.Bridged;
import fr.allomairies.telephony.call.CallEvent.Chosen;
import fr.allomairies.telephony.call.CallEvent.Closed;
import fr.allomairies.telephony.call.CallEvent.CutOff;
import fr.allomairies.telephony.call.CallEvent.DialogueBegan;
import fr.allomairies.telephony.call.CallEvent.Gone;
import fr.allomairies.telephony.call.CallEvent.HangUpAsked;
import fr.allomairies.telephony.call.CallEvent.Held;
import fr.allomairies.telephony.call.CallEvent.HoldAsked;
import fr.allomairies.telephony.call.CallEvent.InLoop;
import fr.allomairies.telephony.call.CallEvent.InSafetyNet;
import fr.allomairies.telephony.call.CallEvent.LegFailed;
import fr.allomairies.telephony.call.CallEvent.LegHungUp;
import fr.allomairies.telephony.call.CallEvent.LegMissed;
import fr.allomairies.telephony.call.CallEvent.LegRejected;
import fr.allomairies.telephony.call.CallEvent.LegRings;
import fr.allomairies.telephony.call.CallEvent.LineLost;
import fr.allomairies.telephony.call.CallEvent.Lost;
import fr.allomairies.telephony.call.CallEvent.OfferEnded;
import fr.allomairies.telephony.call.CallEvent.Offered;
import fr.allomairies.telephony.call.CallEvent.Overflowed;
import fr.allomairies.telephony.call.CallEvent.PhoneBack;
import fr.allomairies.telephony.call.CallEvent.ResumeAsked;
import fr.allomairies.telephony.call.CallEvent.TakenOver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallTableTest {

    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    static final UUID BLOCK = new UUID(0, 1);
    static final CallId CALL = new CallId("asterisk-1-1795295779.0");
    static final AgentId MARIE = new AgentId("marie");
    static final AgentId PAUL = new AgentId("paul");
    static final Offered TO_MARIE = new Offered(MARIE, NINE.plusSeconds(20), NINE);
    static final Offered TO_PAUL = new Offered(PAUL, NINE.plusSeconds(40), NINE.plusSeconds(20));
    static final String LEG = Leg.of(CALL, MARIE, NINE.plusSeconds(20)).id();
    static final Chosen ROADS = new Chosen(new CategoryCode("roads.pothole"));
    static final CutOff CUT = new CutOff(MARIE, NINE.plusSeconds(60));
    static final String LEG_AFTER_CUT =
            Leg.of(CALL, MARIE, NINE.plusSeconds(60)).id();
    static final HoldAsked HOLD = new HoldAsked(MARIE);
    static final Held HELD_BY_MARIE = new Held(MARIE, LEG);
    static final Gone HUNG_UP = new Gone(null, EndedBy.CITIZEN);

    static final List<CallEvent> TO_RINGING = List.of(new DialogueBegan(), ROADS, new InLoop(), TO_MARIE);

    /// The ways of a call: what happens, where it is then, and what was done in all.
    @TestFactory
    Stream<DynamicTest> goesItsWay() {
        return Map.<String, Way>ofEntries(
                        Map.entry("abandoned in the menu", way(ENDED, "EndInMenu", new DialogueBegan(), HUNG_UP)),
                        Map.entry(
                                "its server dies in the menu",
                                way(ENDED, "MarkLost EndInMenu", new DialogueBegan(), new Lost())),
                        Map.entry(
                                "its server dies while he waits",
                                way(
                                        ENDED,
                                        "Queue MarkLost Abandon",
                                        new DialogueBegan(),
                                        ROADS,
                                        new InLoop(),
                                        new Lost())),
                        Map.entry(
                                "its server dies while a phone rings",
                                ringing(ENDED, "MarkLost Abandon HangUpLeg", new Lost())),
                        Map.entry(
                                "its server dies while they speak, and we hear of it twice",
                                ringing(
                                        ENDED,
                                        "Accept MarkLost EndConversation",
                                        new Bridged(MARIE, LEG),
                                        new Lost(),
                                        new Lost())),
                        Map.entry(
                                "its server dies during a hold",
                                ringing(
                                        ENDED,
                                        "Accept BeginHold MarkLost EndConversation",
                                        new Bridged(MARIE, LEG),
                                        HELD_BY_MARIE,
                                        new Lost())),
                        Map.entry(
                                "its server dies during the message, which is taken in when it is back",
                                way(
                                        ENDED,
                                        "Queue ToVoicemail MarkLost MarkLost TakeMessage",
                                        new DialogueBegan(),
                                        ROADS,
                                        new InLoop(),
                                        new Overflowed(),
                                        new Lost(),
                                        new Lost(),
                                        new Gone(null, EndedBy.SYSTEM))),
                        Map.entry("abandoned before the menu", way(ENDED, "EndInMenu", HUNG_UP)),
                        Map.entry(
                                "outside the hours",
                                way(ENDED, "EndClosed", new DialogueBegan(), new Closed(), HUNG_UP)),
                        Map.entry(
                                "blocked", way(ENDED, "EndBlocked", new DialogueBegan(), new Blocked(BLOCK), HUNG_UP)),
                        Map.entry("to the queue", way(QUEUED, "Queue", new DialogueBegan(), ROADS)),
                        Map.entry("waiting", way(WAITING, "Queue", new DialogueBegan(), ROADS, new InLoop())),
                        Map.entry(
                                "offered before it is in the loop: rung once it is",
                                way(RINGING, "Queue Ring", new DialogueBegan(), ROADS, TO_MARIE, new InLoop())),
                        Map.entry(
                                "offer over before it is in the loop: not rung",
                                way(
                                        WAITING,
                                        "Queue",
                                        new DialogueBegan(),
                                        ROADS,
                                        TO_MARIE,
                                        new OfferEnded(MARIE),
                                        new InLoop())),
                        Map.entry("ringing", ringing(RINGING, "")),
                        Map.entry("the same offer twice rings once", ringing(RINGING, "", TO_MARIE)),
                        Map.entry(
                                "not rung because the line was away: rung once it tells of him",
                                ringing(RINGING, "Ring", new InLoop())),
                        Map.entry("not answered", ringing(WAITING, "HangUpLeg", new OfferEnded(MARIE))),
                        Map.entry("the end of another agent's offer", ringing(RINGING, "", new OfferEnded(PAUL))),
                        Map.entry("the next agent", ringing(RINGING, "HangUpLeg Ring", new OfferEnded(MARIE), TO_PAUL)),
                        Map.entry(
                                "the next agent without a word of the first",
                                ringing(RINGING, "HangUpLeg Ring", TO_PAUL)),
                        Map.entry("rejected", ringing(WAITING, "Decline", new LegRejected(LEG))),
                        Map.entry("phone not to be had", ringing(WAITING, "PhoneFailed", new LegFailed(LEG))),
                        Map.entry("a failure of another leg", ringing(RINGING, "", new LegFailed("leg-other"))),
                        Map.entry("missed: rung again", ringing(RINGING, "Ring", new LegMissed(LEG))),
                        Map.entry("abandoned while ringing", ringing(ENDED, "Abandon HangUpLeg", HUNG_UP)),
                        Map.entry("her line is lost: her phone rings again", talking(CUT_OFF, "Ring", CUT)),
                        Map.entry(
                                "a supervisor takes it over, told twice",
                                talking(CONNECTED, "CompleteConsult", new TakenOver(PAUL), new TakenOver(PAUL))),
                        Map.entry(
                                "taken over, and late news of her hang-up",
                                talking(CONNECTED, "CompleteConsult", new TakenOver(PAUL), new AgentLeft(MARIE))),
                        Map.entry(
                                "taken over from hold",
                                talking(CONNECTED, "BeginHold CompleteConsult", HELD_BY_MARIE, new TakenOver(PAUL))),
                        Map.entry(
                                "taken over while we were away, and over before we knew",
                                talking(ENDED, "EndConversation", HUNG_UP, new TakenOver(PAUL))),
                        Map.entry("told twice, her phone rings once", talking(CUT_OFF, "Ring", CUT, CUT)),
                        Map.entry(
                                "she is back on the line",
                                talking(CONNECTED, "Ring EndHold", CUT, new Bridged(MARIE, LEG_AFTER_CUT))),
                        Map.entry(
                                "her phone is away: it rings once it is back",
                                talking(
                                        CUT_OFF,
                                        "Ring Ring",
                                        CUT,
                                        new LegFailed(LEG_AFTER_CUT),
                                        new PhoneBack(MARIE, NINE.plusSeconds(70)))),
                        Map.entry(
                                "her phone registers again while it rings",
                                talking(CUT_OFF, "Ring", CUT, new PhoneBack(MARIE, NINE.plusSeconds(70)))),
                        Map.entry(
                                "another agent's phone comes back",
                                talking(
                                        CUT_OFF,
                                        "Ring",
                                        CUT,
                                        new LegFailed(LEG_AFTER_CUT),
                                        new PhoneBack(PAUL, NINE.plusSeconds(70)))),
                        Map.entry(
                                "her line does not come back: to the queue",
                                talking(WAITING, "Ring GiveBack HangUpLeg", CUT, new LineLost(MARIE), new InLoop())),
                        Map.entry(
                                "her line was lost while we were away: to the queue",
                                talking(WAITING, "GiveBack", new LineLost(MARIE), new InLoop())),
                        Map.entry("old news of another agent's lost line", talking(CONNECTED, "", new LineLost(PAUL))),
                        Map.entry(
                                "given back, then answered by the next",
                                talking(
                                        CONNECTED,
                                        "GiveBack Ring Accept",
                                        new LineLost(MARIE),
                                        new InLoop(),
                                        TO_PAUL,
                                        new Bridged(
                                                PAUL,
                                                Leg.of(CALL, PAUL, NINE.plusSeconds(40))
                                                        .id()))),
                        Map.entry(
                                "cut off, and taken by the safety net",
                                talking(CONNECTED, "Ring GiveBack HangUpLeg TakeOver", CUT, new Bridged(PAUL, null))),
                        Map.entry(
                                "cut off, and the citizen hangs up: the conversation was one",
                                talking(ENDED, "Ring EndConversation HangUpLeg", CUT, HUNG_UP)),
                        Map.entry(
                                "cut off, and ended at the desk",
                                talking(
                                        ENDED,
                                        "Ring HangUpAgent EndConversation HangUpLeg",
                                        CUT,
                                        new HangUpAsked(MARIE),
                                        new AfterCall())),
                        Map.entry(
                                "over for us, but kept by the line",
                                talking(ENDED, "EndConversation HangUpAgent", new AgentLeft(MARIE), CUT)),
                        Map.entry(
                                "cut off again and again: to the queue",
                                talking(
                                        QUEUED,
                                        "Ring EndHold Ring EndHold Ring EndHold GiveBack BackToWaiting",
                                        CUT,
                                        new Bridged(MARIE, LEG_AFTER_CUT),
                                        CUT,
                                        new Bridged(MARIE, LEG_AFTER_CUT),
                                        CUT,
                                        new Bridged(MARIE, LEG_AFTER_CUT),
                                        CUT)),
                        Map.entry("put on hold", talking(HELD, "Hold BeginHold", HOLD, HELD_BY_MARIE)),
                        Map.entry("hold asked for by another agent", talking(CONNECTED, "", new HoldAsked(PAUL))),
                        Map.entry("on hold, told twice", talking(HELD, "BeginHold", HELD_BY_MARIE, HELD_BY_MARIE)),
                        Map.entry(
                                "on hold, and back",
                                talking(
                                        CONNECTED,
                                        "Hold BeginHold Resume EndHold",
                                        HOLD,
                                        HELD_BY_MARIE,
                                        new ResumeAsked(MARIE),
                                        new Bridged(MARIE, LEG))),
                        Map.entry(
                                "another agent wants to go on with him who is on hold",
                                talking(HELD, "BeginHold", HELD_BY_MARIE, new ResumeAsked(PAUL))),
                        Map.entry("nobody is on hold", talking(CONNECTED, "", new ResumeAsked(MARIE))),
                        Map.entry(
                                "on hold, and ended at the desk",
                                talking(
                                        ENDED,
                                        "BeginHold HangUpAgent EndConversation",
                                        HELD_BY_MARIE,
                                        new HangUpAsked(MARIE),
                                        new AfterCall())),
                        Map.entry(
                                "on hold, and the citizen hangs up",
                                talking(ENDED, "BeginHold EndConversation", HELD_BY_MARIE, HUNG_UP)),
                        Map.entry(
                                "on hold, and late news of a hang-up: the line tells what became of him",
                                talking(HELD, "BeginHold", HELD_BY_MARIE, new AgentLeft(MARIE))),
                        Map.entry(
                                "on hold, and her line is lost: her phone rings, and he is on hold still",
                                talking(
                                        HELD,
                                        "BeginHold Ring BeginHold",
                                        HELD_BY_MARIE,
                                        CUT,
                                        new Held(MARIE, LEG_AFTER_CUT))),
                        Map.entry(
                                "on hold, and her line does not come back",
                                talking(
                                        WAITING,
                                        "BeginHold Ring GiveBack HangUpLeg",
                                        HELD_BY_MARIE,
                                        CUT,
                                        new LineLost(MARIE),
                                        new InLoop())),
                        Map.entry(
                                "on hold, and her line was lost while we were away",
                                talking(WAITING, "BeginHold GiveBack", HELD_BY_MARIE, new InLoop())),
                        Map.entry(
                                "on hold, and in the safety net",
                                talking(QUEUED, "BeginHold GiveBack BackToWaiting", HELD_BY_MARIE, new InSafetyNet())),
                        Map.entry(
                                "seen first on hold: the bridge was not heard of",
                                ringing(HELD, "Accept BeginHold", HELD_BY_MARIE)),
                        Map.entry(
                                "over for us, but on hold",
                                talking(ENDED, "EndConversation HangUpAgent", new AgentLeft(MARIE), HELD_BY_MARIE)),
                        Map.entry(
                                "a leg that was called off and answered all the same is not hung up on hold",
                                ringing(
                                        HELD,
                                        "HangUpLeg TakeOver BeginHold",
                                        new OfferEnded(MARIE),
                                        new Bridged(MARIE, LEG),
                                        HELD_BY_MARIE,
                                        new LegRings(LEG))),
                        Map.entry("answered", ringing(CONNECTED, "Accept", new Bridged(MARIE, LEG))),
                        Map.entry(
                                "answered at the instant of the hang-up: the citizen goes on waiting",
                                ringing(
                                        QUEUED,
                                        "HangUpLeg HangUpLeg BackToWaiting",
                                        new OfferEnded(MARIE),
                                        new LegHungUp(LEG),
                                        new Bridged(MARIE, LEG),
                                        new AfterCall())),
                        Map.entry(
                                "answered before we knew, and the offer is over: who speak are left so",
                                ringing(
                                        CONNECTED,
                                        "HangUpLeg TakeOver",
                                        new OfferEnded(MARIE),
                                        new Bridged(MARIE, LEG))),
                        Map.entry(
                                "answered before we knew, and another phone rings: it stops",
                                ringing(
                                        CONNECTED,
                                        "HangUpLeg Ring HangUpLeg TakeOver",
                                        new OfferEnded(MARIE),
                                        TO_PAUL,
                                        new Bridged(MARIE, LEG))),
                        Map.entry(
                                "hung up before the phone rang: hung up once it does",
                                ringing(WAITING, "HangUpLeg HangUpLeg", new OfferEnded(MARIE), new LegRings(LEG))),
                        Map.entry(
                                "the citizen hangs up first",
                                ringing(ENDED, "Accept EndConversation", new Bridged(MARIE, LEG), HUNG_UP)),
                        Map.entry(
                                "the agent hangs up first",
                                ringing(
                                        ENDED,
                                        "Accept EndConversation",
                                        new Bridged(MARIE, LEG),
                                        new AgentLeft(MARIE),
                                        new AfterCall(),
                                        HUNG_UP)),
                        Map.entry(
                                "the agent ends it at the desk",
                                ringing(
                                        ENDED,
                                        "Accept HangUpAgent EndConversation",
                                        new Bridged(MARIE, LEG),
                                        new HangUpAsked(MARIE),
                                        new AfterCall())),
                        Map.entry(
                                "another agent wants to end it",
                                ringing(CONNECTED, "Accept", new Bridged(MARIE, LEG), new HangUpAsked(PAUL))),
                        Map.entry(
                                "connected by the safety net while another phone rings",
                                ringing(CONNECTED, "HangUpLeg TakeOver", new Bridged(PAUL, null))),
                        Map.entry(
                                "taken out of the safety net when it had just connected him",
                                way(
                                        CONNECTED,
                                        "Queue BackToWaiting TakeOver RingAgain",
                                        new InSafetyNet(),
                                        new Bridged(MARIE, null),
                                        new InLoop(),
                                        new Bridged(MARIE, "leg-again"))),
                        Map.entry(
                                "seen first in the safety net", way(QUEUED, "Queue BackToWaiting", new InSafetyNet())),
                        Map.entry(
                                "seen first when the safety net has connected it",
                                way(CONNECTED, "Queue TakeOver", new Bridged(MARIE, null))),
                        Map.entry(
                                "seen first when all is over",
                                way(ENDED, "Queue TakeOver EndConversation", new Gone(MARIE, EndedBy.SYSTEM))),
                        Map.entry(
                                "sent to the answering machine, and hangs up",
                                way(
                                        ENDED,
                                        "Queue ToVoicemail TakeMessage",
                                        ROADS,
                                        new InLoop(),
                                        new Overflowed(),
                                        HUNG_UP)),
                        Map.entry(
                                "sent to the answering machine while a phone rings: it stops",
                                ringing(VOICEMAIL, "HangUpLeg ToVoicemail", new Overflowed())),
                        Map.entry(
                                "sent to the answering machine before it is in the loop: sent again once it is",
                                way(VOICEMAIL, "Queue ToVoicemail ToVoicemail", ROADS, new Overflowed(), new InLoop())),
                        Map.entry(
                                "fallen into the safety net on the way to the answering machine",
                                way(
                                        VOICEMAIL,
                                        "Queue ToVoicemail ToVoicemail",
                                        ROADS,
                                        new InLoop(),
                                        new Overflowed(),
                                        new InSafetyNet())),
                        Map.entry(
                                "answered before we knew, on the way to the answering machine: who speak are left so",
                                ringing(
                                        ENDED,
                                        "HangUpLeg ToVoicemail TakeOver EndConversation",
                                        new Overflowed(),
                                        new Bridged(MARIE, LEG),
                                        HUNG_UP)),
                        Map.entry(
                                "who speaks with an agent is not sent to the answering machine",
                                ringing(CONNECTED, "Accept", new Bridged(MARIE, LEG), new Overflowed())),
                        Map.entry(
                                "an agent of the safety net had him on the way to the answering machine",
                                way(
                                        ENDED,
                                        "Queue ToVoicemail TakeOver EndConversation",
                                        ROADS,
                                        new InLoop(),
                                        new Overflowed(),
                                        new Gone(MARIE, EndedBy.SYSTEM))),
                        Map.entry(
                                "an offer of before is not rung to who has left the queue",
                                way(VOICEMAIL, "Queue ToVoicemail", ROADS, new InLoop(), new Overflowed(), TO_MARIE)),
                        Map.entry("seen first in the loop", way(WAITING, "Queue", new InLoop())),
                        Map.entry(
                                "an offer that is over is not rung",
                                way(WAITING, "Queue", ROADS, new InLoop(), new Offered(MARIE, NINE, NINE))))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> entry.getValue().check()));
    }

    record Way(CallState end, List<String> commands, List<CallEvent> events) {

        void check() {
            var call = Call.arrived(CALL);
            var done = new ArrayList<String>();
            for (var event : events) {
                var step = CallTable.on(call, event);
                step.commands().forEach(command -> done.add(command.getClass().getSimpleName()));
                call = step.call();
            }
            assertThat(call.state()).isEqualTo(end);
            assertThat(done).isEqualTo(commands);
        }
    }

    static Way way(CallState end, String commands, CallEvent... events) {
        return new Way(end, words(commands), List.of(events));
    }

    static Way ringing(CallState end, String commands, CallEvent... events) {
        return new Way(
                end,
                Stream.concat(Stream.of("Queue", "Ring"), words(commands).stream())
                        .toList(),
                Stream.concat(TO_RINGING.stream(), Arrays.stream(events)).toList());
    }

    static Way talking(CallState end, String commands, CallEvent... events) {
        return ringing(
                end,
                "Accept " + commands,
                Stream.concat(Stream.of(new Bridged(MARIE, LEG)), Arrays.stream(events))
                        .toArray(CallEvent[]::new));
    }

    static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static final Set<CallState> HERS =
            EnumSet.of(CONNECTED, HELD, CUT_OFF, CallState.TRANSFERRED, CallState.PLACED, CallState.CALLING);

    @ParameterizedTest
    @EnumSource(CallState.class)
    void hasAnAnswerToEveryEventInEveryState(CallState state) {
        var call = Call.restored(CALL, state, HERS.contains(state) ? MARIE : null);
        for (var event : allEvents()) {
            assertThat(CallTable.on(call, event)).isNotNull();
        }
    }

    @Test
    void doesNothingMoreOnceACallIsAccountedForButHangUpPhones() {
        var over = Call.restored(CALL, ENDED, null);
        for (var event : allEvents()) {
            var step = CallTable.on(over, event);
            assertThat(step.call()).isEqualTo(over);
            assertThat(step.commands())
                    .allMatch(command ->
                            command instanceof CallCommand.HangUpLeg || command instanceof CallCommand.HangUpAgent);
        }
    }

    @Test
    void reachesEveryState() {
        var reached = EnumSet.of(ARRIVED);
        var call = Call.arrived(CALL);
        for (var event : List.of(
                new DialogueBegan(),
                ROADS,
                new InLoop(),
                TO_MARIE,
                new Bridged(MARIE, LEG),
                HELD_BY_MARIE,
                CUT,
                HUNG_UP)) {
            call = CallTable.on(call, event).call();
            reached.add(call.state());
        }
        reached.add(CallTable.on(Call.restored(CALL, WAITING, null), new Overflowed())
                .call()
                .state());
        reached.add(CallTable.on(Call.restored(CALL, CONNECTED, MARIE), new CallEvent.Transferred(MARIE))
                .call()
                .state());
        reached.add(CallTable.on(Call.restored(CALL, CallState.HELD, MARIE), new CallEvent.TookOutside(Instant.EPOCH))
                .call()
                .state());
        var back = Call.restored(CALL, CallState.CALLBACK, null);
        reached.add(back.state());
        reached.add(
                CallTable.on(back, new CallEvent.AgentReady(MARIE, LEG)).call().state());
        var placed = Call.restored(CALL, CallState.PLACED, MARIE);
        reached.add(placed.state());
        reached.add(CallTable.on(placed, new CallEvent.AgentReady(MARIE, LEG))
                .call()
                .state());
        assertThat(reached).isEqualTo(EnumSet.allOf(CallState.class));
        assertThat(reached).contains(MENU);
    }

    static List<CallEvent> allEvents() {
        return List.of(
                new Arrived(),
                new CallEvent.Transferred(MARIE),
                new CallEvent.OutsideAsked(MARIE, new PhoneNumber("+33493000000")),
                new CallEvent.NotOutside(Unanswered.BUSY),
                new CallEvent.TookOutside(Instant.EPOCH),
                new DialogueBegan(),
                ROADS,
                new Closed(),
                new Blocked(BLOCK),
                new InLoop(),
                new InSafetyNet(),
                new CallEvent.TalkedInSafetyNet(),
                TO_MARIE,
                new OfferEnded(MARIE),
                new Overflowed(),
                new CallEvent.CallbackAsked(new PhoneNumber("+33493112233")),
                new CallEvent.AgentReady(MARIE, LEG),
                new CallEvent.NotAnswered(Unanswered.BUSY),
                new CallEvent.Placed(NINE.plusSeconds(20)),
                new LegRings(LEG),
                new LegRejected(LEG),
                new LegFailed(LEG),
                new LegMissed(LEG),
                new Bridged(MARIE, LEG),
                new Bridged(PAUL, null),
                HOLD,
                new ResumeAsked(MARIE),
                HELD_BY_MARIE,
                new Held(PAUL, null),
                new TakenOver(PAUL),
                new AgentLeft(MARIE),
                CUT,
                new PhoneBack(MARIE, NINE.plusSeconds(70)),
                new LineLost(MARIE),
                new AfterCall(),
                new HangUpAsked(MARIE),
                HUNG_UP,
                new Gone(MARIE, EndedBy.SYSTEM));
    }
}
