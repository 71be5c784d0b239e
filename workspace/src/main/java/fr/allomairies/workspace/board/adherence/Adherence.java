package fr.allomairies.workspace.board.adherence;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.workspace.board.measures.AgentSpans.Span;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.roster.Activity;
import fr.allomairies.workspace.board.roster.Planned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Minutes in which somebody did what was planned, of the minutes planned. Leave is not planned time. A contact that
/// was begun before a break, a meeting or a training is finished first, which is no fault. Source:
/// AdherencePercentage = TotalAdherenceMinutes / TotalScheduledMinutes (Salesforce, SchedulingAdherenceSummary).
public record Adherence(List<Row> rows, Row team) {

    /// @param agent absent for the team
    public record Row(@Nullable AgentId agent, Duration planned, Duration kept) {

        /// Absent where nothing was planned.
        public @Nullable Double share() {
            return planned.isZero() ? null : kept.toMillis() / (double) planned.toMillis();
        }

        public Duration elsewhere() {
            return planned.minus(kept);
        }

        private Row plus(Row other) {
            return new Row(agent, planned.plus(other.planned), kept.plus(other.kept));
        }
    }

    /// @param planned as [Planned#effective] has it
    /// @param states the states of the log that touch the interval; where there is none the agent was away
    /// @param interval does not reach beyond now
    public static Adherence of(List<Planned> planned, List<Span> states, Interval interval) {
        var byAgent = states.stream().collect(Collectors.groupingBy(Span::agent));
        var rows = new TreeMap<AgentId, Row>();
        for (var one : planned) {
            var scope = interval.overlap(one.from(), one.to());
            if (one.activity() != Activity.LEAVE && scope.isPositive()) {
                var kept = kept(one, byAgent.getOrDefault(one.agent(), List.of()), interval);
                rows.merge(one.agent(), new Row(one.agent(), scope, kept), Row::plus);
            }
        }
        var none = new Row(null, Duration.ZERO, Duration.ZERO);
        return new Adherence(List.copyOf(rows.values()), rows.values().stream().reduce(none, Row::plus));
    }

    private static Duration kept(Planned planned, List<Span> states, Interval interval) {
        var part = new Interval(later(planned.from(), interval.from()), earlier(planned.to(), interval.to()));
        var kept = Duration.ZERO;
        var known = Duration.ZERO;
        for (var busy : inOrder(states)) {
            var time = part.overlap(busy.span().since(), busy.span().until());
            known = known.plus(time);
            if (busy.keeps(planned)) {
                kept = kept.plus(time);
            }
        }
        var away = Duration.between(part.from(), part.to()).minus(known);
        return planned.activity().isKeptBy(AgentState.OFFLINE, null) ? kept.plus(away) : kept;
    }

    /// @param contactSince when the contact that is spoken or written up was begun; absent otherwise
    private record Busy(Span span, @Nullable Instant contactSince) {

        private boolean keeps(Planned planned) {
            return planned.activity().isKeptBy(span.state(), span.reason())
                    || contactSince != null && contactSince.isBefore(planned.from());
        }
    }

    private static List<Busy> inOrder(List<Span> states) {
        var ordered = new ArrayList<>(states);
        ordered.sort(Comparator.comparing(Span::since));
        var busy = new ArrayList<Busy>();
        @Nullable Instant since = null;
        for (var span : ordered) {
            switch (span.state()) {
                case ON_CONTACT -> since = span.since();
                case WRAP_UP -> since = since == null ? span.since() : since;
                case OFFERED -> {}
                case AVAILABLE, PAUSED, OFFLINE -> since = null;
            }
            busy.add(new Busy(span, since));
        }
        return busy;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
