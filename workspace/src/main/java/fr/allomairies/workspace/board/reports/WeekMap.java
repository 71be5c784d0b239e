package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.measures.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// When contacts come, by day of the week and hour: contacts of the whole period, drawn in six shades.
///
/// @param hours those between the first and the last in which anybody came
record WeekMap(List<Integer> hours, List<Day> days) {

    record Day(int weekday, List<Cell> cells) {}

    /// @param shade 0 for nobody to 5 for the most
    record Cell(String key, int hour, int offered, int shade) {}

    static WeekMap of(Map<String, Figures> week) {
        var most = week.values().stream().mapToInt(Figures::offered).max().orElse(0);
        var used = week.entrySet().stream()
                .filter(entry -> entry.getValue().offered() > 0)
                .map(entry -> Integer.parseInt(entry.getKey().substring(2)))
                .sorted()
                .toList();
        var hours = new ArrayList<Integer>();
        for (var hour = used.isEmpty() ? 0 : used.getFirst(); !used.isEmpty() && hour <= used.getLast(); hour++) {
            hours.add(hour);
        }
        var days = new ArrayList<Day>();
        for (var weekday = 1; weekday <= 7; weekday++) {
            var day = weekday;
            days.add(new Day(
                    day, hours.stream().map(hour -> cell(week, day, hour, most)).toList()));
        }
        return new WeekMap(List.copyOf(hours), List.copyOf(days));
    }

    private static Cell cell(Map<String, Figures> week, int weekday, int hour, int most) {
        var key = Dimension.hour(weekday, hour);
        var figures = week.get(key);
        var offered = figures == null ? 0 : figures.offered();
        return new Cell(key, hour, offered, most == 0 ? 0 : (int) Math.ceil(5.0 * offered / most));
    }
}
