package fr.allomairies.telephony.call;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.telephony.call.CallCommand.Abandon;
import fr.allomairies.telephony.call.CallCommand.Accept;
import fr.allomairies.telephony.call.CallCommand.Dial;
import fr.allomairies.telephony.call.CallCommand.EndConversation;
import fr.allomairies.telephony.call.CallCommand.NotReached;
import fr.allomairies.telephony.call.CallCommand.TakeOver;
import fr.allomairies.telephony.call.CallEvent.AgentReady;
import fr.allomairies.telephony.call.CallEvent.Arrived;
import fr.allomairies.telephony.call.CallEvent.Bridged;
import fr.allomairies.telephony.call.CallEvent.Gone;
import fr.allomairies.telephony.call.CallEvent.InLoop;
import fr.allomairies.telephony.call.CallEvent.LegFailed;
import fr.allomairies.telephony.call.CallEvent.LegMissed;
import fr.allomairies.telephony.call.CallEvent.LegRings;
import fr.allomairies.telephony.call.CallEvent.NotAnswered;
import fr.allomairies.telephony.call.CallEvent.OfferEnded;
import fr.allomairies.telephony.call.CallEvent.Offered;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random lives of calls that we make, against a model of the line: what it tells comes late or twice, our process dies
/// at any instant and comes back.
class CallbackSimulationTest {

    private static final int CALLS = 4_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void countsEveryAttemptOnceAndAsItWas(long seed) {
        for (int i = 0; i < CALLS; i++) {
            new World(new Random(seed * CALLS + i)).live();
        }
    }

    /// Where the line has the citizen.
    private enum Place {
        AWAY,
        RINGING,
        ASKED,
        LOOP,
        TALKING,
        GONE
    }

    private static final class World {

        private static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
        private static final List<AgentId> AGENTS = List.of(new AgentId("marie"), new AgentId("paul"));
        private static final CallId ID = new CallId("callback-1-simulated");

        private final Random random;
        private final Queue<CallEvent> told = new ArrayDeque<>();
        private final List<CallCommand> done = new ArrayList<>();
        private final Map<String, AgentId> ringing = new LinkedHashMap<>();
        private final Map<String, AgentId> ready = new LinkedHashMap<>();
        private Call call = Call.restored(ID, CallState.CALLBACK, null);
        private Place place = Place.AWAY;
        private @Nullable AgentId offeredTo;
        private @Nullable AgentId talksWith;
        private @Nullable String talksBy;
        private @Nullable AgentId stored;
        private CallState kept = CallState.CALLBACK;
        private int offers;
        private int talks;
        private boolean dead;

        World(Random random) {
            this.random = random;
        }

        void live() {
            for (int i = 0; i < 80 && call.state() != CallState.ENDED; i++) {
                happens();
                deliver(random.nextInt(3));
            }
            if (dead) {
                restart();
            }
            deliver(told.size());
            leave();
            deliver(told.size());
            resync();
            deliver(told.size());
            check();
        }

        private void happens() {
            switch (random.nextInt(14)) {
                case 0, 1 -> offer();
                case 2 -> endOffer();
                case 3, 4 -> answerLeg();
                case 5 -> failLeg();
                case 6, 7 -> citizenGoesOn();
                case 8 -> leave();
                case 9 -> bridge();
                case 10 -> agentHangsUp();
                case 11 -> resync();
                case 12 -> die();
                default -> restart();
            }
        }

        private void offer() {
            if (!dead
                    && offeredTo == null
                    && (call.state() == CallState.CALLBACK || call.state().inQueue())) {
                offeredTo = AGENTS.get(random.nextInt(AGENTS.size()));
                tell(new Offered(offeredTo, NINE.plusSeconds(20 + offers++), NINE));
            }
        }

        private void endOffer() {
            if (!dead && offeredTo != null) {
                tell(new OfferEnded(offeredTo));
                offeredTo = null;
            }
        }

        private void answerLeg() {
            first(ringing, (leg, agent) -> {
                if (call.state() == CallState.RINGING && place == Place.LOOP) {
                    talk(agent, leg);
                } else if (place == Place.LOOP || place == Place.AWAY || place == Place.RINGING) {
                    ready.put(leg, agent);
                    tell(new AgentReady(agent, leg));
                } else {
                    tell(new LegMissed(leg));
                }
            });
        }

        private void failLeg() {
            first(ringing, (leg, _) -> tell(new LegFailed(leg)));
        }

        private void agentHangsUp() {
            first(ready, (leg, _) -> tell(new LegFailed(leg)));
        }

        private void bridge() {
            if (place == Place.LOOP) {
                first(ready, (leg, agent) -> talk(agent, leg));
            }
        }

        private void talk(AgentId agent, String leg) {
            place = Place.TALKING;
            talksWith = agent;
            talksBy = leg;
            talks++;
            tell(new Bridged(agent, leg));
        }

        private void citizenGoesOn() {
            switch (place) {
                case RINGING -> place = Place.ASKED;
                case ASKED -> {
                    place = Place.LOOP;
                    tell(new InLoop());
                }
                case AWAY, LOOP, TALKING, GONE -> {}
            }
        }

        private void leave() {
            if (place == Place.RINGING) {
                place = Place.GONE;
                tell(new NotAnswered(Unanswered.BUSY));
            } else if (place != Place.AWAY && place != Place.GONE) {
                place = Place.GONE;
                ready.clear();
                tell(new Gone(talksWith, EndedBy.CITIZEN));
            }
        }

        private void die() {
            if (!dead) {
                dead = true;
                kept = call.state();
                stored = call.agent();
                told.clear();
            }
        }

        /// What was stored is known again.
        private void restart() {
            if (dead) {
                dead = false;
                offeredTo = null;
                call = Call.restored(ID, kept.inQueue() ? CallState.CALLBACK : kept, stored);
                resync();
            }
        }

        private void resync() {
            if (dead) {
                return;
            }
            ready.forEach((leg, agent) -> tell(new AgentReady(agent, leg)));
            switch (place) {
                case AWAY, GONE -> tell(new Gone(talksWith, EndedBy.SYSTEM));
                case RINGING, ASKED -> tell(new Arrived());
                case LOOP -> tell(new InLoop());
                case TALKING -> tell(new Bridged(talksWith, talksBy));
            }
        }

        private void tell(CallEvent event) {
            if (!dead) {
                told.add(event);
                if (random.nextInt(20) == 0) {
                    told.add(event);
                }
            }
        }

        private void deliver(int most) {
            for (int i = 0; i < most && !told.isEmpty(); i++) {
                var step = CallTable.on(call, told.remove());
                call = step.call();
                step.commands().forEach(this::carryOut);
            }
        }

        private void carryOut(CallCommand command) {
            done.add(command);
            switch (command) {
                case CallCommand.RingForCallback(var leg) -> rings(leg);
                case CallCommand.Ring(var leg) -> rings(leg);
                case CallCommand.HangUpLeg(var leg) -> {
                    ringing.remove(leg);
                    ready.remove(leg);
                }
                case Dial _ -> {
                    offeredTo = null;
                    assertThat(place).as("he is not called while he is there").isIn(Place.AWAY, Place.GONE);
                    place = Place.RINGING;
                }
                case CallCommand.HangUpCitizen() -> {
                    if (place != Place.TALKING) {
                        place = Place.AWAY;
                    }
                }
                case Accept _, TakeOver _, CallCommand.Decline _, CallCommand.PhoneFailed _ -> offeredTo = null;
                default -> {}
            }
        }

        private void rings(Leg leg) {
            ringing.put(leg.id(), leg.agent());
            tell(new LegRings(leg.id()));
        }

        /// An attempt that nobody took is still to be made; any other has one end, and who spoke was answered.
        private void check() {
            var ends = done.stream()
                    .filter(command -> command instanceof NotReached
                            || command instanceof EndConversation
                            || command instanceof Abandon)
                    .toList();
            if (call.state() == CallState.CALLBACK) {
                assertThat(ends).isEmpty();
                assertThat(talks).isZero();
                return;
            }
            assertThat(call.state()).isEqualTo(CallState.ENDED);
            assertThat(ends).hasSize(1);
            if (talks > 0) {
                assertThat(ends.getFirst()).isInstanceOf(EndConversation.class);
                assertThat(done).anyMatch(command -> command instanceof Accept || command instanceof TakeOver);
            }
        }

        private static void first(Map<String, AgentId> legs, java.util.function.BiConsumer<String, AgentId> what) {
            for (var leg : List.copyOf(legs.entrySet())) {
                legs.remove(leg.getKey());
                what.accept(leg.getKey(), leg.getValue());
                return;
            }
        }
    }
}
