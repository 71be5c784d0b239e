package fr.allomairies.workspace.board.measures;

import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// From when to when each agent was in which state and why. For one thread.
public final class AgentSpans {

    private final List<Span> over = new ArrayList<>();
    private final Map<AgentId, AgentStateChanged> standing = new TreeMap<>();

    public record Span(
            AgentId agent, AgentState state, @Nullable String reason, Instant since, Instant until) {}

    public void on(AgentStateChanged event) {
        var before = standing.get(event.agent());
        if (before != null && before.state() == event.state() && Objects.equals(before.reason(), event.reason())) {
            return;
        }
        if (before != null) {
            over.add(span(before, event.at()));
        }
        standing.put(event.agent(), event);
    }

    /// Those that touch the interval; what goes on is told up to `now`.
    public List<Span> touching(Interval interval, Instant now) {
        var spans = new ArrayList<Span>();
        for (var span : over) {
            if (interval.overlap(span.since(), span.until()).isPositive()) {
                spans.add(span);
            }
        }
        for (var state : standing.values()) {
            if (interval.overlap(state.at(), now).isPositive()) {
                spans.add(span(state, now));
            }
        }
        return spans;
    }

    public void forgetBefore(Instant end) {
        over.removeIf(span -> !span.until().isAfter(end));
    }

    private static Span span(AgentStateChanged state, Instant until) {
        return new Span(state.agent(), state.state(), state.reason(), state.at(), until);
    }
}
