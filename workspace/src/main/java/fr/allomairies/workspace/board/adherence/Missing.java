package fr.allomairies.workspace.board.adherence;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.workspace.board.measures.AgentSpans.Span;
import fr.allomairies.workspace.board.roster.Activity;
import fr.allomairies.workspace.board.roster.Planned;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Somebody who is planned to be with citizens now and is not.
///
/// @param since when she is not there, of the time planned
record Missing(
        AgentId agent,
        Instant from,
        Instant to,
        AgentState state,
        @Nullable String reason,
        Instant since) {

    /// Nobody is told of sooner.
    static final Duration GRACE = Duration.ofMinutes(5);

    /// Who is missing longest first.
    ///
    /// @param planned as [Planned#effective] has it
    /// @param states the states of today, the last of each agent up to now
    static List<Missing> of(List<Planned> planned, List<Span> states, Instant now) {
        return planned.stream()
                .filter(one -> one.activity() == Activity.SHIFT)
                .filter(one -> !one.from().isAfter(now) && now.isBefore(one.to()))
                .flatMap(one -> of(one, states))
                .filter(missing -> !missing.since().plus(GRACE).isAfter(now))
                .sorted(Comparator.comparing(Missing::since).thenComparing(Missing::agent))
                .toList();
    }

    private static Stream<Missing> of(Planned planned, List<Span> states) {
        var last = states.stream()
                .filter(span -> span.agent().equals(planned.agent()))
                .max(Comparator.comparing(Span::until).thenComparing(Span::since))
                .orElse(null);
        var state = last == null ? AgentState.OFFLINE : last.state();
        var reason = last == null ? null : last.reason();
        var since = last == null || last.since().isBefore(planned.from()) ? planned.from() : last.since();
        return Activity.SHIFT.isKeptBy(state, reason)
                ? Stream.empty()
                : Stream.of(new Missing(planned.agent(), planned.from(), planned.to(), state, reason, since));
    }
}
