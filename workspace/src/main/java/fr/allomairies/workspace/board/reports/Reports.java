package fr.allomairies.workspace.board.reports;

import fr.allomairies.contact.AgentState;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.workspace.board.BoardSettings;
import fr.allomairies.workspace.board.measures.AgentTimes;
import fr.allomairies.workspace.board.measures.Breakdown;
import fr.allomairies.workspace.board.measures.Figures;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Overflows;
import fr.allomairies.workspace.board.measures.Parameters;
import fr.allomairies.workspace.board.reports.Report.Row;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Makes reports out of the log, each time anew.
@Component
public class Reports {

    private final EventLog log;
    private final Parameters parameters;
    private final Clock clock;

    @Autowired
    Reports(EventLog log, BoardSettings settings) {
        this(log, settings.parameters(), Clock.systemUTC());
    }

    public Reports(EventLog log, Parameters parameters, Clock clock) {
        this.log = log;
        this.parameters = parameters;
        this.clock = clock;
    }

    public Report report(Interval interval, Step step) {
        var steps = new TreeMap<Instant, Interval>();
        step.cut(interval).forEach(part -> steps.put(part.from(), part));
        var total = new Breakdown<>(parameters, _ -> List.of("all"));
        var channels =
                new Breakdown<>(parameters, record -> List.of(record.channel().value()));
        var rows = new Breakdown<>(
                parameters,
                record -> List.of(steps.floorEntry(record.countedAt()).getKey()));
        var overflows = new Overflows();
        var agents = new ArrayList<AgentTimes>();
        agents.add(new AgentTimes(interval));
        steps.values().forEach(part -> agents.add(new AgentTimes(part)));

        var window = new LogWindow(interval, agents, (before, after) -> {
                    total.changed(before, after);
                    channels.changed(before, after);
                    rows.changed(before, after);
                    overflows.changed(before, after);
                })
                .read(log);
        return new Report(
                interval.from(),
                interval.to(),
                window.position(),
                rule(),
                total.figures("all"),
                agents.getFirst().occupancy(clock.instant()),
                seconds(agents.getFirst()),
                channels.figures(),
                overflows.counts(),
                rows(List.copyOf(steps.values()), rows, agents.subList(1, agents.size())));
    }

    LogWindow window(Interval interval) {
        return new LogWindow(interval, List.of(), (_, _) -> {}).read(log);
    }

    private List<Row> rows(List<Interval> parts, Breakdown<Instant> figures, List<AgentTimes> agents) {
        var known = figures.figures();
        var nothing = figures.figures(Instant.MIN);
        var rows = new ArrayList<Row>();
        for (var i = 0; i < parts.size(); i++) {
            Figures counted = known.getOrDefault(parts.get(i).from(), nothing);
            rows.add(new Row(
                    parts.get(i).from(),
                    parts.get(i).to(),
                    counted,
                    agents.get(i).occupancy(clock.instant())));
        }
        return rows;
    }

    private Map<AgentState, Double> seconds(AgentTimes times) {
        var seconds = new EnumMap<AgentState, Double>(AgentState.class);
        times.spent(clock.instant()).forEach((state, time) -> seconds.put(state, time.toMillis() / 1000.0));
        return seconds;
    }

    private Report.Rule rule() {
        var within = new TreeMap<String, Long>();
        parameters.answerWithin().forEach((channel, time) -> within.put(channel.value(), time.toSeconds()));
        return new Report.Rule(
                parameters.rule(), within, parameters.shortAbandon().toSeconds());
    }
}
