package fr.allomairies.routing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.engine.Command.AcceptOffer;
import fr.allomairies.routing.engine.Command.FinishContact;
import fr.allomairies.routing.engine.Command.MakeAvailable;
import fr.allomairies.routing.engine.Command.QueueContact;
import fr.allomairies.routing.engine.Command.SetSkills;
import fr.allomairies.routing.engine.Rules.Ranking;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Ten agents of equal skills answer calls for eight hours, each as soon as it rings; three of them may need half as
/// long again. The bounds are those that docs/routing.md names.
class FairnessSimulationTest {

    /// An average needs some.
    private static final int DAYS = Math.max(6, RoutingEngineSimulationTest.DAYS / 40);

    private static final int AGENTS = 10;
    private static final int SLOW = 3;
    private static final double SLOWER = 1.5;
    private static final double HANDLE_SECONDS = 240;
    private static final double[] LOADS = {0.5, 0.7, 0.9};
    private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
    private static final Duration LENGTH = Duration.ofHours(8);
    private static final List<SkillNeed> LIGHTING = List.of(new SkillNeed(new Skill("lighting"), 1));

    @Test
    void theLongestIdleRuleKeepsAgentsOfOneSpeedWithinSixPointsAndOfTwoSpeedsWithinEight() {
        assertThat(worst(0, 1)).isLessThan(0.06);
        assertThat(worst(0, SLOWER)).isLessThan(0.08);
    }

    @Test
    void theTimeWorkedWeighedInFullKeepsAllWithinThreePoints() {
        assertThat(worst(100, 1)).isLessThan(0.03);
        assertThat(worst(100, SLOWER)).isLessThan(0.03);
    }

    @Test
    void whatTheTimeWorkedWeighsMakesTheWorkMoreEven() {
        assertThat(spreads(0.7, 30, SLOWER).average().orElseThrow())
                .isLessThan(spreads(0.7, 0, SLOWER).average().orElseThrow() / 2);
    }

    private static double worst(int fairness, double slowness) {
        return DoubleStream.of(LOADS)
                .flatMap(load -> spreads(load, fairness, slowness))
                .max()
                .orElseThrow();
    }

    private static DoubleStream spreads(double load, int fairness, double slowness) {
        return IntStream.range(0, DAYS)
                .mapToDouble(
                        seed -> new Day(seed, fairness, slowness).play(load).spread());
    }

    private static final class Day {

        private record Planned(Instant at, Command command) {}

        private final SplittableRandom dice;
        private final RoutingEngine engine;
        private final double slowness;
        private final PriorityQueue<Planned> planned = new PriorityQueue<>(Comparator.comparing(Planned::at));
        private final Map<AgentId, Duration> busy = new HashMap<>();

        Day(int seed, int fairness, double slowness) {
            this.dice = new SplittableRandom(seed);
            this.engine = new RoutingEngine(rules(fairness), RoutingState.EMPTY);
            this.slowness = slowness;
        }

        Day play(double load) {
            IntStream.range(0, AGENTS).mapToObj(Day::agent).forEach(agent -> {
                busy.put(agent, Duration.ZERO);
                tell(new SetSkills(START, agent, LIGHTING));
                tell(new MakeAvailable(START, agent));
            });
            planCalls(load);
            while (!planned.isEmpty()) {
                tell(planned.remove().command());
            }
            return this;
        }

        /// The standard deviation of the agents' occupancies.
        double spread() {
            var occupancies = busy.values().stream()
                    .mapToDouble(worked -> (double) worked.toMillis() / LENGTH.toMillis())
                    .toArray();
            var mean = DoubleStream.of(occupancies).average().orElseThrow();
            return Math.sqrt(DoubleStream.of(occupancies)
                    .map(occupancy -> (occupancy - mean) * (occupancy - mean))
                    .average()
                    .orElseThrow());
        }

        private void planCalls(double load) {
            var between = HANDLE_SECONDS / (AGENTS * load);
            var call = 0;
            for (var at = START.plus(time(between)); at.isBefore(START.plus(LENGTH)); at = at.plus(time(between))) {
                planned.add(new Planned(at, new QueueContact(at, request(at, ++call))));
            }
        }

        private void tell(Command command) {
            engine.on(command).decisions().forEach(this::follow);
        }

        private void follow(Event decision) {
            if (decision instanceof ContactOffered offer) {
                var service = service(offer.agent());
                var end = offer.at().plus(service);
                busy.merge(offer.agent(), service, Duration::plus);
                planned.add(new Planned(end, new FinishContact(end, offer.agent(), offer.contact(), "answered")));
                tell(new AcceptOffer(offer.at(), offer.agent(), offer.contact()));
            }
        }

        private Duration service(AgentId agent) {
            return time(agent(SLOW).value().compareTo(agent.value()) > 0 ? HANDLE_SECONDS * slowness : HANDLE_SECONDS);
        }

        private Duration time(double meanSeconds) {
            return Duration.ofMillis((long) (-Math.log1p(-dice.nextDouble()) * meanSeconds * 1000));
        }

        private static AgentId agent(int number) {
            return new AgentId("agent-" + number);
        }

        private static Request request(Instant at, int call) {
            return new Request(
                    new ContactId(new UUID(0, call)),
                    new TicketId(new UUID(1, call)),
                    new CategoryCode("lighting.lamp"),
                    ChannelKind.VOICE,
                    Rules.CAPACITY,
                    LIGHTING,
                    0,
                    Request.HOME_LANGUAGE,
                    null,
                    null,
                    null,
                    at);
        }

        private static Rules rules(int fairness) {
            var plain = TestRules.PLAIN;
            return new Rules(
                    plain.lease(),
                    plain.exclusion(),
                    new Ranking(Duration.ZERO, Duration.ZERO, Duration.ZERO, fairness),
                    plain.channels(),
                    plain.otherChannels(),
                    plain.classes(),
                    plain.lines());
        }
    }
}
