package fr.allomairies.workspace.board.staffing;

import fr.allomairies.routing.staffing.Load;
import fr.allomairies.routing.staffing.Positions;
import fr.allomairies.routing.staffing.QueueModel;
import fr.allomairies.workspace.board.forecast.Expectation;
import fr.allomairies.workspace.board.forecast.Forecast;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The people that each quarter hour of a day needs.
///
/// @param rows from the first quarter hour in which somebody is expected or was present to the last
/// @param patience absent when it is not known: then Erlang C counts, in which nobody leaves
public record Plan(
        Forecast forecast,
        List<Row> rows,
        Duration handleTime,
        @Nullable Duration patience) {

    /// @param people at their positions for the mean; nobody where nobody is expected
    /// @param most the same for the upper end of the range
    /// @param roster for the mean, with who is away
    /// @param planned by the roster, whatever the channel; absent where there is none for the day
    /// @param model absent where nobody is expected
    public record Row(
            Instant from,
            Expectation arrivals,
            int people,
            int most,
            int roster,
            double present,
            @Nullable Double planned,
            @Nullable QueueModel model) {

        /// Fewer were present on average than are needed, by half a person at least.
        public boolean isShort() {
            return people - present >= 0.5;
        }

        /// The same for who is planned.
        public boolean isPlannedShort() {
            return planned != null && people - planned >= 0.5;
        }
    }

    /// @param planned positions by quarter hour; empty where there is no roster
    static Plan of(
            Forecast forecast,
            Duration handleTime,
            @Nullable Duration patience,
            Aim aim,
            Map<Instant, Double> planned) {
        var rows = new ArrayList<Row>();
        for (var quarter : forecast.quarters()) {
            rows.add(row(quarter, handleTime, patience, aim, planned.get(quarter.from())));
        }
        return new Plan(forecast, withoutTheNight(rows), handleTime, patience);
    }

    /// How many people for how long: the sum over the day, in hours.
    public double hours() {
        return rows.stream().mapToInt(Row::people).sum() * Interval.QUARTER.toMinutes() / 60.0;
    }

    public int busiest() {
        return rows.stream().mapToInt(Row::people).max().orElse(0);
    }

    private static Row row(
            Forecast.Quarter quarter,
            Duration handleTime,
            @Nullable Duration patience,
            Aim aim,
            @Nullable Double planned) {
        var arrivals = quarter.arrivals();
        var mean = needed(arrivals.mean(), handleTime, patience, aim);
        var most = needed(arrivals.high(), handleTime, patience, aim);
        return new Row(
                quarter.from(),
                arrivals,
                mean == null ? 0 : aim.people(mean),
                most == null ? 0 : aim.people(most),
                mean == null ? 0 : aim.roster(mean),
                quarter.present(),
                planned,
                mean);
    }

    private static @Nullable QueueModel needed(
            double arrivals, Duration handleTime, @Nullable Duration patience, Aim aim) {
        return arrivals > 0
                ? Positions.needed(new Load(arrivals, Interval.QUARTER, handleTime), patience, aim.target())
                : null;
    }

    private static List<Row> withoutTheNight(List<Row> rows) {
        var first = 0;
        var last = rows.size();
        while (first < last && isNight(rows.get(first))) {
            first++;
        }
        while (last > first && isNight(rows.get(last - 1))) {
            last--;
        }
        return List.copyOf(rows.subList(first, last));
    }

    private static boolean isNight(Row row) {
        return row.arrivals().high() == 0 && row.present() == 0 && (row.planned() == null || row.planned() == 0);
    }
}
