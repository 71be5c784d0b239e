package fr.allomairies.routing.engine;

import static java.time.temporal.ChronoUnit.MICROS;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import fr.allomairies.routing.engine.Line.Overflow;
import fr.allomairies.routing.engine.Place.Held;
import fr.allomairies.routing.engine.Place.InConversation;
import fr.allomairies.routing.engine.Place.Offered;
import fr.allomairies.routing.engine.Place.Parked;
import fr.allomairies.routing.engine.Place.Waiting;
import fr.allomairies.routing.engine.Place.WrapUp;
import fr.allomairies.routing.engine.Requirement.Either;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The rules told once more by scanning a state, with none of the engine's indexes: what the engine is held against.
///
/// @param at as of when
record Naive(RoutingState state, Rules rules, Instant at) {

    Stream<ContactState> waiting() {
        return state.contacts().stream().filter(contact -> contact.place() instanceof Waiting);
    }

    Stream<AgentStatus> free() {
        return state.agents().stream()
                .filter(agent -> agent.presence() == Presence.AVAILABLE)
                .filter(agent -> heldBy(agent.id()).stream().noneMatch(contact -> contact.place() instanceof Offered));
    }

    Stream<AgentStatus> signedIn() {
        return state.agents().stream().filter(agent -> agent.presence() != Presence.OFFLINE);
    }

    List<ContactState> heldBy(AgentId agent) {
        return state.contacts().stream()
                .filter(contact ->
                        contact.place() instanceof Held held && held.agent().equals(agent))
                .toList();
    }

    int load(AgentId agent) {
        return inHand(agent).mapToInt(this::cost).sum();
    }

    /// Without what a call may interrupt.
    int firmLoad(AgentId agent) {
        return inHand(agent)
                .filter(contact -> !isInterruptible(contact))
                .mapToInt(this::cost)
                .sum();
    }

    /// Without all that is of a channel that may be interrupted.
    int leastLoad(AgentId agent) {
        return inHand(agent)
                .filter(contact -> !rules.of(contact.request().channel()).interruptible())
                .mapToInt(this::cost)
                .sum();
    }

    private Stream<ContactState> inHand(AgentId agent) {
        return heldBy(agent).stream().filter(contact -> !(contact.place() instanceof Parked));
    }

    boolean isInterruptible(ContactState contact) {
        return (contact.place() instanceof InConversation || contact.place() instanceof WrapUp)
                && rules.of(contact.request().channel()).interruptible()
                && contact.request().priority() < Request.URGENT
                && !isDueSoon(contact.request());
    }

    private boolean isDueSoon(Request request) {
        var priorityClass = priorityClass(request);
        return request.dueAt() != null
                && priorityClass.urgency() > 0
                && !at.isBefore(request.dueAt().minus(priorityClass.urgentWithin()));
    }

    int cost(ContactState contact) {
        return rules.of(contact.request().channel()).cost() == null
                ? contact.request().cost()
                : rules.of(contact.request().channel()).cost();
    }

    long ofChannel(AgentId agent, ContactState contact) {
        return inHand(agent)
                .filter(held ->
                        held.request().channel().equals(contact.request().channel()))
                .count();
    }

    /// Whether the contact may be offered to the agent, were the agent's phone silent.
    boolean suits(ContactState contact, AgentStatus agent) {
        var interrupts = rules.of(contact.request().channel()).interrupts();
        return (interrupts ? firmLoad(agent.id()) : load(agent.id())) + cost(contact) <= Rules.CAPACITY
                && ofChannel(agent.id(), contact)
                        < rules.of(contact.request().channel()).limit()
                && satisfies(agent, requirement(contact, contact.step()))
                && !contact.excluded().containsKey(agent.id());
    }

    boolean isFreeFor(ContactState contact, AgentStatus agent) {
        return load(agent.id()) + cost(contact) <= Rules.CAPACITY;
    }

    static boolean satisfies(AgentStatus agent, Requirement requirement) {
        return requirement.suits(
                agent.id(), agent.skills().stream().collect(Collectors.toMap(SkillNeed::skill, SkillNeed::level)));
    }

    Line line(Request request) {
        return rules.lines().stream()
                .filter(line -> line.when().holds(request))
                .findFirst()
                .orElseThrow();
    }

    /// Of the line, behind the colleague for whom a contact that was passed on waits at first, with those of the other
    /// lines to which it has overflowed.
    List<RelaxStep> steps(ContactState contact) {
        var steps = behindColleague(contact.request());
        for (var share : contact.shares()) {
            var since = Duration.between(askedAt(contact.request()), share.at());
            var own = steps.subList(share.step() - 1, steps.size());
            var others = rules.line(share.line()).steps();
            var times = new TreeSet<Duration>();
            others.forEach(other -> times.add(since.plus(other.after())));
            own.stream().skip(1).forEach(step -> times.add(step.after()));
            var both = new ArrayList<>(steps.subList(0, share.step()));
            for (var time : times) {
                var mine = own.stream()
                        .skip(1)
                        .filter(step -> step.after().compareTo(time) <= 0)
                        .reduce(own.getFirst(), (_, next) -> next);
                var theirs = others.stream()
                        .filter(other -> since.plus(other.after()).compareTo(time) <= 0)
                        .reduce(others.getFirst(), (_, next) -> next);
                both.add(new RelaxStep(time, new Either(List.of(mine.requirement(), theirs.requirement()))));
            }
            steps = both;
        }
        return steps;
    }

    private List<RelaxStep> behindColleague(Request request) {
        var steps = line(request).steps();
        var passed = request.passed();
        return passed == null || passed.to() == null
                ? steps
                : Stream.concat(
                                Stream.of(new RelaxStep(Duration.ZERO, new Requirement.Is(passed.to()))),
                                steps.stream()
                                        .map(step -> new RelaxStep(step.after().plusSeconds(60), step.requirement())))
                        .toList();
    }

    private static Instant askedAt(Request request) {
        return request.passed() == null ? request.queuedAt() : request.passed().at();
    }

    PriorityClass priorityClass(Request request) {
        return rules.classOf(line(request));
    }

    int lastStep(ContactState contact) {
        return (int) steps(contact).stream()
                .filter(step ->
                        step.after().compareTo(priorityClass(contact.request()).maximumWait()) < 0)
                .count();
    }

    Requirement requirement(ContactState contact, int step) {
        return step == lastStep(contact)
                ? Requirement.ANY
                : steps(contact).get(step).requirement().resolvedFor(contact.request());
    }

    /// Where the clock alone would have brought it.
    int stepByClock(ContactState contact) {
        var request = contact.request();
        var waited = Duration.between(askedAt(request), at);
        if (waited.compareTo(priorityClass(request).maximumWait()) >= 0) {
            return lastStep(contact);
        }
        var step = 0;
        while (step + 1 < lastStep(contact)
                && steps(contact).get(step + 1).after().compareTo(waited) <= 0) {
            step++;
        }
        return step;
    }

    /// Nobody able is free while somebody waits.
    Optional<String> missedMatch() {
        return waiting()
                .flatMap(contact -> free().filter(agent -> suits(contact, agent))
                        .map(agent -> contact.request().contact() + " waits while " + agent.id() + " is free"))
                .findFirst();
    }

    /// A step that nobody signed in satisfies is not waited for while a later one could be satisfied.
    Optional<String> missedSkip() {
        return state.contacts().stream()
                .filter(contact -> contact.place() instanceof Waiting || contact.place() instanceof Offered)
                .filter(contact -> isAnybody(contact, contact.step()) == 0)
                .filter(contact -> IntStream.range(contact.step() + 1, lastStep(contact))
                        .anyMatch(step -> isAnybody(contact, step) > 0))
                .map(contact -> contact + " waits for nobody")
                .findFirst();
    }

    /// A way to another line whose time has come, and for which all holds, is taken.
    Optional<String> missedOverflow() {
        return waiting()
                .filter(contact -> contact.step() < lastStep(contact))
                .filter(contact -> contact.step() > 0
                        || contact.request().passed() == null
                        || contact.request().passed().to() == null)
                .flatMap(contact -> line(contact.request()).overflows().stream()
                        .filter(Overflow::toLine)
                        .filter(way -> contact.shares().stream()
                                .noneMatch(share -> share.line().equals(way.to())))
                        .filter(way ->
                                !askedAt(contact.request()).plus(way.after()).isAfter(at))
                        .filter(way -> holds(way, contact))
                        .map(way -> contact + " does not overflow to " + way.to()))
                .findFirst();
    }

    private boolean holds(Overflow way, ContactState contact) {
        return switch (way.trigger()) {
            case WAITED -> true;
            case NOBODY ->
                isAnybody(contact, contact.step()) == 0
                        && IntStream.range(0, lastStep(contact)).allMatch(step -> isAnybody(contact, step) == 0);
            case CROWDED ->
                waiting()
                                .filter(other -> other.request()
                                        .channel()
                                        .equals(contact.request().channel()))
                                .count()
                        > way.ratio() * isAnybody(contact, contact.step());
        };
    }

    private long isAnybody(ContactState contact, int step) {
        return signedIn()
                .filter(agent -> satisfies(agent, requirement(contact, step)))
                .count();
    }

    /// In hundredths of microseconds, told as the formula of docs/routing.md tells it.
    BigInteger score(Request request) {
        var rule = priorityClass(request);
        var waited = Math.max(0, request.queuedAt().until(at, MICROS));
        var score = minutes(rule.priority())
                .add(BigInteger.valueOf(waited)
                        .multiply(BigInteger.valueOf(rule.slope()))
                        .min(minutes(rule.cap())));
        if (request.dueAt() == null || rule.urgency() == 0) {
            return score;
        }
        var within = rule.urgentWithin().toNanos() / 1000;
        var urgent = Math.clamp(within - at.until(request.dueAt(), MICROS), 0, within);
        return score.add(BigInteger.valueOf(urgent).multiply(BigInteger.valueOf(rule.urgency())));
    }

    /// The same as the agent sees it, in minutes.
    double minutes(ContactState contact, AgentId agent) {
        return scoreFor(agent, contact).doubleValue() / minutes(1).doubleValue();
    }

    private BigInteger scoreFor(AgentId agent, ContactState contact) {
        var bonus = agent.equals(contact.request().preferred())
                ? rules.ranking().lastAgent().toNanos() / 10
                : 0;
        return score(contact.request()).add(BigInteger.valueOf(bonus));
    }

    private static BigInteger minutes(long minutes) {
        return BigInteger.valueOf(minutes * 60_000_000 * 100);
    }

    /// The order of contacts in the eyes of one agent.
    Comparator<ContactState> turnsFor(AgentId agent) {
        return Comparator.<ContactState, BigInteger>comparing(contact -> scoreFor(agent, contact))
                .reversed()
                .thenComparing(contact -> contact.request().queuedAt())
                .thenComparing(contact -> contact.request().contact().value());
    }

    /// The order of agents in the eyes of one contact.
    Comparator<AgentStatus> ranksFor(ContactState contact) {
        var ranking = rules.ranking();
        var preferred = contact.request().preferred();
        return Comparator.<AgentStatus>comparingInt(agent -> agent.id().equals(preferred) ? 0 : load(agent.id()))
                .thenComparing(agent -> agent.idleSince()
                        .plus(ranking.levelFit().multipliedBy(levelsAbove(agent, contact)))
                        .minus(ranking.preference().multipliedBy(preferences(agent, contact)))
                        .plus(agent.busy()
                                .truncatedTo(MICROS)
                                .multipliedBy(ranking.fairness())
                                .dividedBy(100)
                                .truncatedTo(MICROS))
                        .minus(agent.id().equals(preferred) ? ranking.lastAgent() : Duration.ZERO))
                .thenComparing(AgentStatus::id);
    }

    private long preferences(AgentStatus agent, ContactState contact) {
        return line(contact.request()).preferences().stream()
                .map(preference -> preference.resolvedFor(contact.request()))
                .filter(preference -> !preference.equals(Requirement.ANY) && satisfies(agent, preference))
                .count();
    }

    private static int levelsAbove(AgentStatus agent, ContactState contact) {
        return contact.request().needs().stream()
                .mapToInt(need -> Math.max(0, level(agent, need.skill()) - need.level()))
                .sum();
    }

    private static int level(AgentStatus agent, Skill skill) {
        return agent.skills().stream()
                .filter(own -> own.skill().equals(skill))
                .mapToInt(own -> own.level())
                .max()
                .orElse(0);
    }
}
