package fr.allomairies.telephony.call;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.call.CallCommand.Abandon;
import fr.allomairies.telephony.call.CallCommand.Accept;
import fr.allomairies.telephony.call.CallCommand.EndBlocked;
import fr.allomairies.telephony.call.CallCommand.EndClosed;
import fr.allomairies.telephony.call.CallCommand.EndConversation;
import fr.allomairies.telephony.call.CallCommand.EndInMenu;
import fr.allomairies.telephony.call.CallCommand.EndOutside;
import fr.allomairies.telephony.call.CallCommand.EndServed;
import fr.allomairies.telephony.call.CallCommand.GiveBack;
import fr.allomairies.telephony.call.CallCommand.TakeMessage;
import fr.allomairies.telephony.call.CallCommand.TakeOver;
import fr.allomairies.telephony.call.CallEvent.AfterCall;
import fr.allomairies.telephony.call.CallEvent.AgentLeft;
import fr.allomairies.telephony.call.CallEvent.AnswerEnough;
import fr.allomairies.telephony.call.CallEvent.Arrived;
import fr.allomairies.telephony.call.CallEvent.AssistantAsked;
import fr.allomairies.telephony.call.CallEvent.Blocked;
import fr.allomairies.telephony.call.CallEvent.Bridged;
import fr.allomairies.telephony.call.CallEvent.Chosen;
import fr.allomairies.telephony.call.CallEvent.Closed;
import fr.allomairies.telephony.call.CallEvent.ConsultAsked;
import fr.allomairies.telephony.call.CallEvent.ConsultOver;
import fr.allomairies.telephony.call.CallEvent.Consulted;
import fr.allomairies.telephony.call.CallEvent.CutOff;
import fr.allomairies.telephony.call.CallEvent.DialogueBegan;
import fr.allomairies.telephony.call.CallEvent.Gone;
import fr.allomairies.telephony.call.CallEvent.HandOverAsked;
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
import fr.allomairies.telephony.call.CallEvent.NotOutside;
import fr.allomairies.telephony.call.CallEvent.OfferEnded;
import fr.allomairies.telephony.call.CallEvent.Offered;
import fr.allomairies.telephony.call.CallEvent.OutsideAsked;
import fr.allomairies.telephony.call.CallEvent.OutsideConsultAsked;
import fr.allomairies.telephony.call.CallEvent.OutsideDropped;
import fr.allomairies.telephony.call.CallEvent.OutsideSpeaks;
import fr.allomairies.telephony.call.CallEvent.Overflowed;
import fr.allomairies.telephony.call.CallEvent.PhoneBack;
import fr.allomairies.telephony.call.CallEvent.ResumeAsked;
import fr.allomairies.telephony.call.CallEvent.TakenOver;
import fr.allomairies.telephony.call.CallEvent.TookOutside;
import fr.allomairies.telephony.call.CallEvent.Transferred;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random lives of calls against a model of the line and of routing. What the line tells comes late, twice or never;
/// our process dies at any instant and comes back; at the end a re-sync tells what is true.
class CallSimulationTest {

    private static final int CALLS = 4_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void countsEveryCallOnceAndAsItWas(long seed) {
        for (int i = 0; i < CALLS; i++) {
            new World(new Random(seed * CALLS + i), i).live();
        }
    }

    /// Where the line has the citizen.
    private enum Place {
        WELCOME,
        LOOP,
        NET,
        VOICEMAIL,
        TALKING,
        HELD,
        /// An outside number rings for him.
        LEAVING,
        OUTSIDE,
        CUT_OFF,
        AFTER,
        GONE
    }

    private static final class World {

        private static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
        private static final PhoneNumber MAIRIE = new PhoneNumber("+33493000000");
        private static final List<AgentId> AGENTS = List.of(new AgentId("marie"), new AgentId("paul"));
        /// A supervisor, who listens whenever he likes.
        private static final AgentId CHIEF = new AgentId("chief");

        private final Random random;
        private final CallId id;
        private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));
        private final List<CallCommand> done = new ArrayList<>();
        private final Map<String, AgentId> ringing = new LinkedHashMap<>();
        private Call call;
        private Place place = Place.WELCOME;
        private long now;
        private long lastTold;
        private @Nullable AgentId offeredTo;
        private @Nullable AgentId talksWith;
        private @Nullable String talksBy;
        /// The line's own note that he is on hold, also while the agent's line is lost.
        private boolean onHold;
        /// As stored.
        private boolean held;
        /// The line's own note of whose line did not come back.
        private @Nullable AgentId lost;
        /// The line's own note of who had the citizen last; it outlives the call.
        private @Nullable AgentId noted;
        private boolean everTalked;
        /// He may have said something to the answering machine.
        private boolean recorded;
        private boolean closed;
        private boolean dead;
        /// Who has passed him on by routing's account, of which we have not heard.
        private @Nullable AgentId owed;
        /// What a colleague has in hand by routing's account.
        private @Nullable ContactId consult;
        private long consults;
        /// As stored.
        private @Nullable Consult kept;
        /// Rings at a colleague for her who holds him, or is spoken over.
        private @Nullable Leg colleagueLeg;
        private boolean consulting;
        /// Who has passed him on, until somebody else has him.
        private @Nullable AgentId passedBy;
        /// Routing has sent him out of the queue, and so it is stored.
        private boolean overflowed;
        /// As stored.
        private @Nullable Outside keptOutside;
        /// The line's own note that he went outside.
        private boolean leftHouse;
        /// The phone of her who holds him calls an outside number, or speaks with it.
        private boolean asksOutside;
        private boolean speaksOutside;
        /// He speaks to the assistant, who has told him his answer: the line's own note.
        private boolean told;

        World(Random random, int number) {
            this.random = random;
            this.id = new CallId("simulated-" + number);
            this.call = Call.arrived(id);
        }

        private record Due(long at, Runnable what) {}

        void live() {
            tell(new Arrived());
            for (int i = 0; i < 60 && place != Place.GONE; i++) {
                happens();
                deliver(random.nextInt(4));
            }
            leave(EndedBy.CITIZEN);
            deliver(Integer.MAX_VALUE);
            if (dead) {
                restart();
            }
            hearOfTransfer();
            resync();
            deliver(Integer.MAX_VALUE);
            check();
        }

        private void happens() {
            switch (random.nextInt(55)) {
                case 0 -> dialogue();
                case 1 -> offer();
                case 2, 3 -> answer();
                case 4 -> endOffer();
                case 5 -> failLeg();
                case 6 -> leave(EndedBy.CITIZEN);
                case 7 -> agentLeaves();
                case 8 -> fallIntoNet();
                case 9 -> netConnects();
                case 10 -> resync();
                case 11 -> die();
                case 12 -> restart();
                case 13 -> overflow();
                case 14 -> agentIsCutOff();
                case 15 -> phoneBack();
                case 16 -> keptLongEnough();
                case 17 -> asksForHold();
                case 18 -> asksToResume();
                case 19 -> resumesByKey();
                case 20, 21 -> passOn();
                case 22, 23 -> asksColleague();
                case 24, 25 -> colleagueAnswers();
                case 26 -> colleagueLeaves();
                case 27 -> asksToHandOver();
                case 28 -> endsConsult();
                case 29 -> handsOver();
                case 30, 31 -> supervisorTakesOver();
                case 32, 33 -> sendsOutside();
                case 34, 35 -> outsideAnswers();
                case 36 -> outsideDoesNotAnswer();
                case 37 -> outsideHangsUp();
                case 38, 39 -> asksAssistant();
                case 40 -> answerIsEnough();
                case 41 -> waitsOn();
                case 42, 43 -> asksOutside();
                case 44, 45 -> askedAnswers();
                case 46 -> askedLeaves();
                case 47 -> dropsWhoIsAsked();
                case 48 -> handsOverOutside();
                default -> now += random.nextInt(20);
            }
        }

        private void dialogue() {
            if (place != Place.WELCOME || dead) {
                return;
            }
            step(new DialogueBegan());
            if (random.nextInt(8) == 0) {
                closed = true;
                step(random.nextBoolean() ? new Closed() : new Blocked(new UUID(0, 1)));
                return;
            }
            step(new Chosen(new CategoryCode("roads.pothole")));
            place = Place.LOOP;
            tell(new InLoop());
        }

        /// He waits all the while. What he hears is over with our process.
        private void asksAssistant() {
            if (!dead && place == Place.LOOP) {
                step(new AssistantAsked());
                told = call.state().inQueue();
            }
        }

        private void answerIsEnough() {
            if (!dead && told) {
                step(new AnswerEnough());
                if (call.state() == CallState.ENDED) {
                    leave(EndedBy.CITIZEN);
                }
            }
        }

        private void waitsOn() {
            told = false;
        }

        private void offer() {
            if (!dead && offeredTo == null && !overflowed && call.state().inQueue()) {
                offeredTo = AGENTS.get(random.nextInt(AGENTS.size()));
                var offered = new Offered(offeredTo, NINE.plusSeconds(now + 1_000 + random.nextInt(50)), NINE);
                later(() -> step(offered));
            }
        }

        private void overflow() {
            if (!dead && offeredTo == null && call.state().inQueue() && !overflowed) {
                overflowed = true;
                later(() -> step(new Overflowed()));
            }
        }

        private void endOffer() {
            var agent = offeredTo;
            if (!dead && agent != null && call.state() != CallState.CONNECTED) {
                offeredTo = null;
                later(() -> step(new OfferEnded(agent)));
            }
        }

        private void answer() {
            for (var leg : List.copyOf(ringing.keySet())) {
                var agent = ringing.remove(leg);
                if (place == Place.CUT_OFF && onHold) {
                    hold(agent, leg);
                } else if (place == Place.LOOP || place == Place.NET || place == Place.CUT_OFF) {
                    talk(agent, leg);
                } else {
                    tell(new LegMissed(leg));
                }
                return;
            }
        }

        private void netConnects() {
            if (place == Place.NET) {
                talk(AGENTS.get(random.nextInt(AGENTS.size())), null);
            }
        }

        private void talk(AgentId agent, @Nullable String leg) {
            place = Place.TALKING;
            asksOutside = false;
            speaksOutside = false;
            told = false;
            talksWith = agent;
            talksBy = leg;
            noted = agent;
            lost = null;
            everTalked = true;
            // whom she has passed on she has only by old news
            passedBy = agent.equals(passedBy) ? agent : null;
            tell(new Bridged(agent, leg));
        }

        /// Routing has decided it, and its log tells us, however often we die before we have heard.
        private void passOn() {
            if (!dead && owed == null && talksWith != null && talksWith.equals(call.inHandsOf())) {
                owed = talksWith;
                later(this::hearOfTransfer);
            }
        }

        private void hearOfTransfer() {
            if (!dead && owed != null) {
                var from = owed;
                owed = null;
                step(new Transferred(from));
            }
        }

        /// The command may be lost with the connection. Nobody else's conversation is cut by it.
        private void passedOn(AgentId from) {
            var isHers =
                    from.equals(talksWith) && (place == Place.TALKING || place == Place.HELD || place == Place.LEAVING);
            passedBy = from;
            held = false;
            if ((isHers || place == Place.CUT_OFF) && random.nextInt(6) > 0) {
                talksWith = null;
                talksBy = null;
                toLoop();
            }
        }

        private void asksForHold() {
            if (talksWith != null) {
                step(new HoldAsked(talksWith));
            }
        }

        private void asksToResume() {
            if (talksWith != null) {
                step(new ResumeAsked(talksWith));
            }
        }

        /// The line can do that by itself.
        private void resumesByKey() {
            if (place == Place.HELD && !consulting && !speaksOutside || place == Place.LEAVING) {
                resume();
            }
        }

        private void hold(AgentId agent, @Nullable String leg) {
            place = Place.HELD;
            onHold = true;
            talksWith = agent;
            talksBy = leg;
            noted = agent;
            lost = null;
            everTalked = true;
            tell(new Held(agent, leg));
        }

        private void resume() {
            onHold = false;
            var by = passedBy;
            talk(Objects.requireNonNull(talksWith), talksBy);
            passedBy = by;
        }

        /// Routing keeps a colleague free, and its log tells us, unless we die before.
        private void asksColleague() {
            if (!dead && consult == null && talksWith != null && talksWith.equals(call.inHandsOf())) {
                consult = new ContactId(new UUID(0, ++consults));
                var colleague = AGENTS.get(talksWith.equals(AGENTS.getFirst()) ? 1 : 0);
                var asked = new ConsultAsked(talksWith, colleague, consult, NINE.plusSeconds(now + 4_000), NINE);
                later(() -> step(asked));
            }
        }

        private void colleagueAnswers() {
            if (colleagueLeg != null && !consulting) {
                var leg = colleagueLeg;
                consulting = place == Place.HELD && !asksOutside;
                colleagueLeg = consulting ? leg : null;
                tell(consulting ? new Consulted(leg.id()) : new LegMissed(leg.id()));
            }
        }

        private void colleagueLeaves() {
            if (colleagueLeg != null) {
                var leg = colleagueLeg;
                colleagueGone();
                tell(random.nextBoolean() ? new LegFailed(leg.id()) : new LegRejected(leg.id()));
            }
        }

        /// She holds the citizen as before.
        private void colleagueGone() {
            var spoke = consulting;
            colleagueLeg = null;
            consulting = false;
            if (spoke && place == Place.HELD) {
                tell(new Held(Objects.requireNonNull(talksWith), talksBy));
            }
        }

        private void asksToHandOver() {
            if (talksWith != null) {
                step(new HandOverAsked(talksWith));
            }
        }

        private void endsConsult() {
            var over = consult;
            if (!dead && over != null) {
                consult = null;
                later(() -> step(new ConsultOver(over)));
            }
        }

        /// Her side goes, and the line lets the colleague have him, perhaps after it has found nobody for an instant.
        private void handsOver() {
            if (place == Place.HELD && consulting) {
                var leg = Objects.requireNonNull(colleagueLeg);
                if (random.nextInt(4) == 0) {
                    lost = talksWith;
                    tell(cutOff());
                }
                colleagueLeg = null;
                consulting = false;
                onHold = false;
                talk(leg.agent(), leg.id());
            }
        }

        /// Out of a conversation or off hold, whoever else is asked meanwhile.
        private void supervisorTakesOver() {
            if ((place == Place.TALKING || place == Place.HELD) && !CHIEF.equals(talksWith)) {
                place = Place.TALKING;
                talksWith = CHIEF;
                talksBy = null;
                noted = CHIEF;
                lost = null;
                passedBy = null;
                onHold = false;
                colleagueLeg = null;
                consulting = false;
                asksOutside = false;
                speaksOutside = false;
                tell(new TakenOver(CHIEF));
            }
        }

        private void sendsOutside() {
            if (!dead && talksWith != null && talksWith.equals(call.inHandsOf())) {
                step(new OutsideAsked(talksWith, MAIRIE));
            }
        }

        private void outsideAnswers() {
            if (place == Place.LEAVING) {
                place = Place.OUTSIDE;
                leftHouse = true;
                talksWith = null;
                talksBy = null;
                onHold = false;
                tell(new TookOutside(NINE));
            }
        }

        /// Her phone takes him again, unless it is gone.
        private void outsideDoesNotAnswer() {
            if (place == Place.LEAVING) {
                tell(new NotOutside(Unanswered.BUSY));
                if (random.nextInt(3) > 0) {
                    resume();
                } else {
                    place = Place.HELD;
                    agentIsCutOff();
                }
            }
        }

        private void asksOutside() {
            if (!dead && talksWith != null && talksWith.equals(call.inHandsOf())) {
                step(new OutsideConsultAsked(talksWith, MAIRIE));
            }
        }

        private void askedAnswers() {
            if (asksOutside && !speaksOutside) {
                speaksOutside = true;
                tell(new OutsideSpeaks());
            }
        }

        /// Does not answer, or hangs up: she holds the citizen as before.
        private void askedLeaves() {
            if (asksOutside) {
                if (!speaksOutside) {
                    tell(new NotOutside(Unanswered.BUSY));
                }
                askedIsGone();
            }
        }

        private void askedIsGone() {
            asksOutside = false;
            speaksOutside = false;
            if (place == Place.HELD) {
                tell(new Held(Objects.requireNonNull(talksWith), talksBy));
            }
        }

        private void dropsWhoIsAsked() {
            if (talksWith != null) {
                step(new OutsideDropped(talksWith));
            }
        }

        /// Her side goes, and the line lets whoever is outside have him, perhaps after it has found nobody for an
        /// instant.
        private void handsOverOutside() {
            if (place == Place.HELD && speaksOutside) {
                if (random.nextInt(4) == 0) {
                    lost = talksWith;
                    tell(cutOff());
                }
                place = Place.OUTSIDE;
                leftHouse = true;
                talksWith = null;
                talksBy = null;
                onHold = false;
                asksOutside = false;
                speaksOutside = false;
                tell(new TookOutside(NINE));
            }
        }

        private void outsideHangsUp() {
            if (place == Place.OUTSIDE) {
                place = Place.AFTER;
                tell(new AfterCall());
            }
        }

        private void failLeg() {
            for (var leg : List.copyOf(ringing.keySet())) {
                ringing.remove(leg);
                tell(random.nextBoolean() ? new LegFailed(leg) : new LegRejected(leg));
                return;
            }
        }

        private void agentLeaves() {
            if (place == Place.TALKING && talksWith != null) {
                tell(new AgentLeft(talksWith));
                endTalk();
            }
        }

        private void agentIsCutOff() {
            handsOver();
            if (place == Place.HELD || place == Place.TALKING && talksBy != null) {
                place = Place.CUT_OFF;
                asksOutside = false;
                speaksOutside = false;
                lost = talksWith;
                talksWith = null;
                tell(cutOff());
            }
        }

        private CutOff cutOff() {
            return new CutOff(Objects.requireNonNull(lost), NINE.plusSeconds(now + 2_000));
        }

        private void phoneBack() {
            tell(new PhoneBack(AGENTS.get(random.nextInt(AGENTS.size())), NINE.plusSeconds(now + 3_000)));
        }

        private void keptLongEnough() {
            if (place == Place.CUT_OFF) {
                toLoop();
            }
        }

        private void toLoop() {
            place = Place.LOOP;
            asksOutside = false;
            speaksOutside = false;
            onHold = false;
            noted = null;
            tellLost();
            tell(new InLoop());
        }

        private void endTalk() {
            place = Place.AFTER;
            asksOutside = false;
            speaksOutside = false;
            talksWith = null;
            tell(new AfterCall());
        }

        private void leave(EndedBy by) {
            if (place == Place.GONE) {
                return;
            }
            place = Place.GONE;
            asksOutside = false;
            speaksOutside = false;
            colleagueLeg = null;
            consulting = false;
            ringing.clear(); // the line lets no phone ring for who is gone
            tell(new Gone(noted, by, told));
        }

        private void fallIntoNet() {
            if (place == Place.WELCOME || place == Place.LOOP) {
                place = Place.NET;
                told = false;
                tellLost();
                tell(new InSafetyNet());
            }
        }

        private void tellLost() {
            if (lost != null) {
                tell(new LineLost(lost));
            }
        }

        /// With us dies what we have not yet heard.
        private void die() {
            dead = true;
            due.clear();
            told = told && place == Place.GONE;
        }

        /// What was stored is known again: not that a phone rings, nor what was called off.
        private void restart() {
            if (dead) {
                dead = false;
                offeredTo = null;
                var state = call.state();
                var stored = state == CallState.MENU
                        ? CallState.ARRIVED
                        : state == CallState.CUT_OFF
                                ? held ? CallState.HELD : CallState.CONNECTED
                                : state == CallState.TRANSFERRED
                                        ? state
                                        : state.inQueue() ? overflowed ? CallState.VOICEMAIL : CallState.QUEUED : state;
                call = Call.restored(id, stored, call.agent()).asking(kept).sentTo(keptOutside);
                if (random.nextBoolean()) {
                    hearOfTransfer();
                }
                resync();
                hearOfTransfer();
            }
        }

        private void resync() {
            if (dead) {
                return;
            }
            if (lost != null && (place == Place.LOOP || place == Place.NET)) {
                step(new LineLost(lost));
            }
            switch (place) {
                case CUT_OFF -> step(cutOff());
                case WELCOME, VOICEMAIL, LEAVING -> step(new Arrived());
                case OUTSIDE -> step(new TookOutside(NINE));
                case LOOP -> step(new InLoop());
                case NET -> step(new InSafetyNet());
                case HELD -> step(onHold());
                case TALKING ->
                    step(
                            CHIEF.equals(talksWith)
                                    ? new TakenOver(CHIEF)
                                    : new Bridged(Objects.requireNonNull(talksWith), talksBy));
                case AFTER -> {
                    if (leftHouse) {
                        step(new TookOutside(NINE));
                    }
                    step(new AfterCall());
                }
                case GONE -> {
                    if (leftHouse) {
                        step(new TookOutside(NINE));
                    }
                    step(new Gone(noted, EndedBy.SYSTEM, told));
                }
            }
            if (place == Place.TALKING && CHIEF.equals(talksWith) && call.state() == CallState.CONNECTED) {
                assertThat(call.agent())
                        .as("who has taken him over has him: %s", done)
                        .isEqualTo(CHIEF);
            }
        }

        private CallEvent onHold() {
            if (asksOutside) {
                return speaksOutside ? new OutsideSpeaks() : new Arrived();
            }
            return consulting
                    ? new Consulted(Objects.requireNonNull(colleagueLeg).id())
                    : new Held(Objects.requireNonNull(talksWith), talksBy);
        }

        /// In the order of the line, now and then twice, and not at all to a dead process.
        private void tell(CallEvent event) {
            if (dead) {
                return;
            }
            lastTold = Math.max(lastTold, now + random.nextInt(10));
            due.add(new Due(lastTold, () -> step(event)));
            if (random.nextInt(20) == 0) {
                due.add(new Due(lastTold + random.nextInt(30), () -> step(event)));
            }
        }

        private void later(Runnable what) {
            due.add(new Due(now + random.nextInt(10), what));
        }

        private void deliver(int most) {
            for (int i = 0; i < most && !due.isEmpty(); i++) {
                var next = due.poll();
                now = Math.max(now, next.at());
                next.what().run();
            }
        }

        private void step(CallEvent event) {
            if (dead) {
                return;
            }
            var step = CallTable.on(call, event);
            call = step.call();
            step.commands().forEach(this::carryOut);
            if (call.state() == CallState.HELD || call.state() == CallState.CONNECTED) {
                assertThat(held).as("stored as it is: %s", done).isEqualTo(call.state() == CallState.HELD);
            }
        }

        private void carryOut(CallCommand command) {
            done.add(command);
            switch (command) {
                case CallCommand.Ring(var leg) -> {
                    assertThat(call.state().rings())
                            .as("rings only for who waits")
                            .isTrue();
                    // the line does not ring what is spoken over
                    if (talksWith == null || !leg.id().equals(talksBy)) {
                        ringing.put(leg.id(), leg.agent());
                    }
                    tell(new LegRings(leg.id()));
                }
                case CallCommand.HangUpLeg(var leg) -> hangUp(leg);
                case EndServed _ ->
                    assertThat(told)
                            .as("who was told nothing is not served by the machine: %s", done)
                            .isTrue();
                case CallCommand.BackToWaiting() -> {
                    if (place == Place.NET || place == Place.AFTER || place == Place.CUT_OFF) {
                        toLoop();
                    } else if (place == Place.TALKING && talksBy == null && !isBridgedHere()) {
                        backTooLate();
                    }
                }
                case CallCommand.Hold() -> {
                    if (place == Place.TALKING) {
                        hold(Objects.requireNonNull(talksWith), talksBy);
                    }
                }
                case CallCommand.Resume() -> {
                    if (place == Place.HELD || place == Place.LEAVING) {
                        resume();
                    }
                }
                case CallCommand.PassOn(var from) -> passedOn(from);
                case CallCommand.KeepConsult(var begun) -> kept = begun;
                case CallCommand.RingColleague(var leg) -> {
                    assertThat(call.state())
                            .as("asks only while he is on hold: %s", done)
                            .isEqualTo(CallState.HELD);
                    colleagueLeg = leg;
                    consulting = false;
                    tell(new LegRings(leg.id()));
                }
                case CallCommand.HangUpColleague(var leg) -> {
                    if (colleagueLeg != null && colleagueLeg.id().equals(leg)) {
                        colleagueGone();
                    }
                }
                case CallCommand.KeepOutside keep -> keptOutside = keep.outside();
                case CallCommand.SendOutside _ -> {
                    assertThat(call.state())
                            .as("sends outside only who is on hold: %s", done)
                            .isEqualTo(CallState.HELD);
                    // the command may be lost with the connection
                    if (place == Place.HELD && !consulting && !asksOutside && random.nextInt(8) > 0) {
                        place = Place.LEAVING;
                    }
                }
                case CallCommand.MissOutside _, CallCommand.EndOutsideConsult _ -> keptOutside = null;
                case CallCommand.AskOutside _ -> {
                    assertThat(call.state())
                            .as("asks outside only while he is on hold: %s", done)
                            .isEqualTo(CallState.HELD);
                    // the command may be lost with the connection
                    if (place == Place.HELD && !consulting && random.nextInt(8) > 0) {
                        asksOutside = true;
                    }
                }
                case CallCommand.BeginOutsideConsult _ ->
                    keptOutside = Objects.requireNonNull(keptOutside).spokenOver();
                case CallCommand.DropOutside() -> {
                    if (asksOutside) {
                        askedIsGone();
                    }
                }
                case CallCommand.HandOverOutside() -> handsOverOutside();
                case CallCommand.Leave _ -> {
                    keptOutside = null;
                    held = false;
                }
                case CallCommand.BeginConsult _ ->
                    kept = Objects.requireNonNull(kept).spokenOver();
                case CallCommand.EndConsult end -> {
                    kept = null;
                    consult = end.consult().equals(consult) ? null : consult;
                }
                case CallCommand.ForgetConsult() -> kept = null;
                case CallCommand.HandOver() -> handsOver();
                case CallCommand.CompleteConsult _ -> {
                    kept = null;
                    consult = null;
                    held = false;
                }
                case CallCommand.BeginHold _ -> held = true;
                case CallCommand.EndHold _, CallCommand.GiveBack _ -> held = false;
                case CallCommand.HangUpAgent() -> {
                    if (place == Place.CUT_OFF || place == Place.HELD || place == Place.LEAVING) {
                        endTalk();
                    }
                }
                case CallCommand.ToVoicemail() -> toVoicemail();
                case CallCommand.RingAgain(var agent) -> {
                    if (place == Place.LOOP) {
                        ringing.put("leg-again-" + done.size(), agent);
                    }
                }
                case CallCommand.Accept _, CallCommand.TakeOver _, CallCommand.Decline _, CallCommand.PhoneFailed _ ->
                    offeredTo = null;
                default -> {}
            }
        }

        /// The command may be lost with the connection. Who spoke and was cut off is led there too.
        private void toVoicemail() {
            if ((place == Place.LOOP || place == Place.NET || place == Place.AFTER) && random.nextInt(6) > 0) {
                place = Place.VOICEMAIL;
                told = false;
                noted = null;
                recorded = true;
            }
        }

        private boolean isBridgedHere() {
            return call.state() == CallState.CONNECTED;
        }

        /// The safety net has connected him, and we have not heard of it yet.
        private void backTooLate() {
            place = Place.LOOP;
            talksWith = null;
            noted = null;
            tell(new InLoop());
        }

        /// Not over who speaks; but the line may see the answer too late, and cut the bridge.
        private void hangUp(String leg) {
            var talks = leg.equals(talksBy) && place == Place.TALKING;
            if (talks && call.state() != CallState.ENDED) {
                return;
            }
            var agent = ringing.remove(leg);
            if (agent == null) {
                return;
            }
            tell(new LegHungUp(leg));
            if (random.nextInt(8) == 0 && (place == Place.LOOP || place == Place.NET)) {
                talk(agent, leg);
                endTalk();
            }
        }

        private void check() {
            assertThat(call.state()).as("every call ends").isEqualTo(CallState.ENDED);
            assertThat(done.stream().filter(World::isEnd))
                    .as("exactly once: %s", done)
                    .hasSize(1);
            var answered = isAnswered(done.subList(lastGivenBack() + 1, done.size()));
            var end = done.stream().filter(World::isEnd).findFirst().orElseThrow();
            assertThat(end instanceof EndConversation || end instanceof EndOutside)
                    .as("who was answered was not abandoned: %s", done)
                    .isEqualTo(answered);
            if (told && !everTalked && !overflowed) {
                assertThat(end).as("who was told is not missed: %s", done).isInstanceOf(EndServed.class);
            }
            if (noted != null && !closed && !noted.equals(passedBy) && !(end instanceof EndServed)) {
                assertThat(answered)
                        .as("who was served counts as answered: %s", done)
                        .isTrue();
            }
            if (!everTalked) {
                assertThat(answered).as("who was not served does not: %s", done).isFalse();
            }
            if (recorded) {
                assertThat(end instanceof TakeMessage || answered)
                        .as("what he left is fetched: %s", done)
                        .isTrue();
            }
            if (!overflowed) {
                assertThat(end).as("nobody else left anything: %s", done).isNotInstanceOf(TakeMessage.class);
            }
            for (int i = 0; i < done.size(); i++) {
                if (done.get(i) instanceof GiveBack) {
                    assertThat(isAnswered(done.subList(0, i)))
                            .as("only who has a call gives it back: %s", done)
                            .isTrue();
                }
            }
            // who is passed on at that very instant is accounted for as such
            if (!leftHouse || done.stream().noneMatch(CallCommand.PassOn.class::isInstance)) {
                assertThat(end instanceof EndOutside)
                        .as("who went outside left the house, and nobody else: %s", done)
                        .isEqualTo(leftHouse);
                assertThat(done.stream().anyMatch(CallCommand.Leave.class::isInstance))
                        .as("and her part is over: %s", done)
                        .isEqualTo(leftHouse);
            }
            assertThat(keptOutside)
                    .as("no outside number rings any more: %s", done)
                    .isNull();
            assertThat(kept).as("no colleague is asked any more: %s", done).isNull();
            assertThat(ringing).as("no phone rings for nobody: %s", done).isEmpty();
        }

        private int lastGivenBack() {
            return done.stream()
                    .filter(command -> command instanceof GiveBack || command instanceof CallCommand.PassOn)
                    .mapToInt(done::lastIndexOf)
                    .max()
                    .orElse(-1);
        }

        private static boolean isAnswered(List<CallCommand> commands) {
            return commands.stream()
                    .anyMatch(command -> command instanceof Accept
                            || command instanceof TakeOver
                            || command instanceof CallCommand.CompleteConsult);
        }

        private static boolean isEnd(CallCommand command) {
            return command instanceof EndInMenu
                    || command instanceof EndClosed
                    || command instanceof EndBlocked
                    || command instanceof Abandon
                    || command instanceof EndServed
                    || command instanceof TakeMessage
                    || command instanceof EndConversation
                    || command instanceof EndOutside;
        }
    }
}
