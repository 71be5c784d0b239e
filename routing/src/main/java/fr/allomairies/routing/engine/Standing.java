package fr.allomairies.routing.engine;

import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.engine.Line.Overflow;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A waiting contact as the rules see it: where it stands in the line, for whoever wants to show it.
public final class Standing {

    private final ContactState state;
    private final Plan plan;
    private final Pace pace;

    public Standing(ContactState state, Rules rules) {
        this.state = state;
        this.plan = Plan.of(state.request(), state.shares(), rules);
        this.pace = Pace.of(state.request(), plan.priorityClass());
    }

    /// The highest score first, then who was queued first.
    public static Comparator<Standing> orderAt(Instant at) {
        var now = Pace.micros(at);
        return Comparator.<Standing>comparingLong(standing -> -standing.pace.score(now))
                .thenComparing(standing -> standing.state.request().queuedAt())
                .thenComparing(standing -> standing.state.request().contact().value());
    }

    public Request request() {
        return state.request();
    }

    public String line() {
        return plan.line().name();
    }

    public String priorityClass() {
        return plan.priorityClass().code();
    }

    /// Of the capacity of an agent.
    public int cost() {
        return plan.cost();
    }

    /// Whether being due brings it forward one day, so that it may overtake who was queued before.
    public boolean isEverUrgent() {
        return pace.urgent() != Long.MAX_VALUE;
    }

    /// From 0.
    public int step() {
        return Math.min(state.step(), plan.lastStep());
    }

    public int lastStep() {
        return plan.lastStep();
    }

    /// What an agent must satisfy now.
    public Requirement asks() {
        return plan.requirement(step(), request());
    }

    /// The same as a supervisor writes it.
    public String requirement() {
        return asks().text();
    }

    /// From when the proposal may be made to the citizen; absent where the rules do not say so, and while what they ask
    /// for does not hold.
    ///
    /// @param to code of the way out
    /// @param signedIn the agents at work or on a break
    /// @param waiting how many contacts of the channel wait
    public @Nullable Instant proposedFrom(String to, Collection<AgentStatus> signedIn, int waiting) {
        return plan.line().overflows().stream()
                .filter(way -> way.isProposal() && way.to().equals(to))
                .filter(way -> holds(way, signedIn, waiting))
                .map(way -> request().askedAt().plus(way.after()))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private boolean holds(Overflow way, Collection<AgentStatus> signedIn, int waiting) {
        return switch (way.trigger()) {
            case WAITED -> true;
            case NOBODY ->
                Stream.concat(
                                Stream.of(asks()),
                                IntStream.range(0, plan.lastStep()).mapToObj(step -> plan.requirement(step, request())))
                        .noneMatch(asked -> able(asked, signedIn).findAny().isPresent());
            case CROWDED -> waiting > way.ratio() * able(asks(), signedIn).count();
        };
    }

    private static Stream<AgentStatus> able(Requirement requirement, Collection<AgentStatus> agents) {
        return agents.stream().filter(agent -> requirement.suits(agent.id(), levels(agent)));
    }

    private static Map<Skill, Integer> levels(AgentStatus agent) {
        return agent.skills().stream().collect(Collectors.toMap(SkillNeed::skill, SkillNeed::level, Math::max));
    }

    /// In minutes.
    public double score(Instant at) {
        return pace.score(Pace.micros(at)) / (double) Pace.MINUTE;
    }
}
