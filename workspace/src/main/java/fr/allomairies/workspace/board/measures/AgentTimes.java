package fr.allomairies.workspace.board.measures;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How long the agents were in each state within one interval, and what they are doing now. For one thread.
public final class AgentTimes {

    /// @param since when the agent came into this state for this reason
    public record Standing(
            AgentId agent, AgentState state, @Nullable String reason, Instant since) {}

    private final Interval scope;
    private final Map<AgentId, Standing> standings = new TreeMap<>();
    private final Map<AgentState, Duration> closed = new EnumMap<>(AgentState.class);

    public AgentTimes(Interval scope) {
        this.scope = scope;
    }

    /// The same agents in the same states, counting for another interval.
    public AgentTimes next(Interval interval) {
        var next = new AgentTimes(interval);
        next.standings.putAll(standings);
        return next;
    }

    public void on(AgentStateChanged event) {
        var before = standings.get(event.agent());
        if (before != null && before.state() == event.state() && same(before.reason(), event.reason())) {
            return;
        }
        if (before != null) {
            add(closed, before, event.at());
        }
        standings.put(event.agent(), new Standing(event.agent(), event.state(), event.reason(), event.at()));
    }

    /// What is told as a whole; agents of whom it is told are not also told of by their changes.
    public void add(AgentSpans.Span span) {
        closed.merge(span.state(), scope.overlap(span.since(), span.until()), Duration::plus);
    }

    /// By login; agents who never signed in are not known here.
    public Collection<Standing> standings() {
        return Collections.unmodifiableCollection(standings.values());
    }

    /// Time in each state within the interval, up to `now`.
    public Map<AgentState, Duration> spent(Instant now) {
        var spent = new EnumMap<AgentState, Duration>(AgentState.class);
        spent.putAll(closed);
        standings.values().forEach(standing -> add(spent, standing, now));
        return spent;
    }

    public @Nullable Double occupancy(Instant now) {
        return workload(now).occupancy();
    }

    public Workload workload(Instant now) {
        var spent = spent(now);
        var busy = time(spent, AgentState.ON_CONTACT).plus(time(spent, AgentState.WRAP_UP));
        return new Workload(busy, busy.plus(time(spent, AgentState.AVAILABLE)).plus(time(spent, AgentState.OFFERED)));
    }

    private void add(Map<AgentState, Duration> times, Standing standing, Instant until) {
        times.merge(standing.state(), scope.overlap(standing.since(), until), Duration::plus);
    }

    private static Duration time(Map<AgentState, Duration> times, AgentState state) {
        return times.getOrDefault(state, Duration.ZERO);
    }

    private static boolean same(@Nullable String a, @Nullable String b) {
        return a == null ? b == null : a.equals(b);
    }
}
