package fr.allomairies.workspace.board.roster;

import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.roster.Rosters.Stored;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/// How many are planned to be with citizens, on average over each quarter of an hour, whatever the channel.
public final class Positions {

    private Positions() {}

    /// Empty for a day for which nothing is planned.
    public static Map<Instant, Double> by(LocalDate date, Rosters rosters) {
        var day = Interval.day(date);
        var planned = Planned.effective(
                rosters.planned(day).stream().map(Stored::planned).toList());
        var positions = new TreeMap<Instant, Double>();
        if (!planned.isEmpty()) {
            day.quarters()
                    .forEach(quarter -> positions.put(
                            quarter.from(),
                            planned.stream()
                                            .filter(one -> one.activity() == Activity.SHIFT)
                                            .mapToLong(one -> quarter.overlap(one.from(), one.to())
                                                    .toMillis())
                                            .sum()
                                    / (double) Interval.QUARTER.toMillis()));
        }
        return positions;
    }
}
