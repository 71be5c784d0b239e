package fr.allomairies.workspace.board.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Lines over the intervals of a report, as the coordinates of a drawing of [#WIDTH] by [#HEIGHT].
///
/// @param top the value at the upper edge
/// @param lines in the order of the series; each is one piece for each stretch without a gap
record Chart(double top, List<List<String>> lines) {

    static final int WIDTH = 800;
    static final int HEIGHT = 200;

    /// @param series all of the same length; gaps are drawn as such
    static Chart of(List<? extends List<@Nullable Double>> series, double least) {
        var top = least;
        for (var values : series) {
            for (var value : values) {
                top = value != null && value > top ? value : top;
            }
        }
        var highest = top;
        return new Chart(
                highest, series.stream().map(values -> pieces(values, highest)).toList());
    }

    /// Where a value lies, from above.
    public double y(double value) {
        return HEIGHT - value / top * HEIGHT;
    }

    private static List<String> pieces(List<@Nullable Double> values, double top) {
        var pieces = new ArrayList<String>();
        var piece = new StringBuilder();
        for (var i = 0; i <= values.size(); i++) {
            var value = i == values.size() ? null : values.get(i);
            if (value != null) {
                piece.append(
                        String.format(Locale.ROOT, "%.1f,%.1f ", x(i, values.size()), HEIGHT - value / top * HEIGHT));
            } else if (!piece.isEmpty()) {
                pieces.add(widened(piece.toString().strip()));
                piece.setLength(0);
            }
        }
        return pieces;
    }

    /// A lone point would not be seen.
    private static String widened(String piece) {
        if (piece.contains(" ")) {
            return piece;
        }
        var point = piece.split(",");
        var x = Double.parseDouble(point[0]);
        return String.format(Locale.ROOT, "%.1f,%s %.1f,%s", x - 4, point[1], x + 4, point[1]);
    }

    /// In the middle of its interval.
    static double x(int index, int size) {
        return (index + 0.5) * WIDTH / size;
    }
}
