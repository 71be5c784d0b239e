package fr.allomairies.workspace.board.roster;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.roster.Rosters.Stored;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What one agent is planned for.
///
/// @param parts of the day asked for, breaks cut out of shifts
/// @param next of the seven days after today, by the day on which it begins
public record OwnPlan(List<Planned> parts, SortedMap<LocalDate, List<Planned>> next) {

    private static final int DAYS = 7;

    public static OwnPlan of(AgentId agent, LocalDate date, LocalDate today, Rosters rosters) {
        var week = new Interval(
                Interval.day(today.plusDays(1)).from(),
                Interval.day(today.plusDays(DAYS)).to());
        return new OwnPlan(
                planned(agent, Interval.day(date), rosters),
                planned(agent, week, rosters).stream()
                        .filter(one -> one.day().isAfter(today))
                        .collect(Collectors.groupingBy(Planned::day, TreeMap::new, Collectors.toList())));
    }

    private static List<Planned> planned(AgentId agent, Interval interval, Rosters rosters) {
        return Planned.effective(rosters.planned(interval).stream()
                        .map(Stored::planned)
                        .filter(one -> one.agent().equals(agent))
                        .toList())
                .stream()
                .filter(one -> interval.overlap(one.from(), one.to()).isPositive())
                .toList();
    }
}
