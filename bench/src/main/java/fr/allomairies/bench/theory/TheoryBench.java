package fr.allomairies.bench.theory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Plays the grid and prints, as its last line, `RESULT points=… within_ci=… worst_error=…`: how many queues, how
/// many of them agree with theory in all their figures within 99.9 % confidence, and the largest error of a figure
/// relative to it where at least 1,000 citizens waited. `--quick` plays the corners of the grid.
public final class TheoryBench {

    private static final List<Integer> POSITIONS = List.of(1, 2, 5, 10, 20, 50);
    private static final List<Double> LOADS = List.of(0.5, 0.7, 0.8, 0.9, 0.95, 0.98);
    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofSeconds(120);

    private TheoryBench() {}

    public static void main(String[] args) {
        var quick = List.of(args).contains("--quick");
        var points = quick ? grid(List.of(1, 10, 50), List.of(0.5, 0.9)) : grid(POSITIONS, LOADS);
        var played = points.parallelStream()
                .map(point -> {
                    var measures = Trial.of(point, point.batch(), points.indexOf(point));
                    System.out.print(told(point, measures));
                    return measures;
                })
                .toList();
        System.out.printf(
                Locale.ROOT,
                "RESULT points=%d within_ci=%d worst_error=%.4f%n",
                points.size(),
                played.stream()
                        .filter(measures -> measures.stream().allMatch(Measure::agrees))
                        .count(),
                worst(played.stream().flatMap(List::stream)));
    }

    static List<Point> grid(List<Integer> positions, List<Double> loads) {
        var points = new ArrayList<Point>();
        for (var number : positions) {
            for (var load : loads) {
                points.add(new Point(number, load, null));
                points.add(new Point(number, load, SHORT));
                points.add(new Point(number, load, LONG));
            }
        }
        return points;
    }

    /// All lines of a point at once, since others are told at the same time.
    private static String told(Point point, List<Measure> measures) {
        return measures.stream()
                .map(measure -> String.format(
                        Locale.ROOT,
                        "%-26s %-18s theory %10.5f  simulated %10.5f ± %.5f%s%n",
                        point,
                        measure.name(),
                        measure.theory(),
                        measure.simulated(),
                        measure.halfWidth(),
                        measure.agrees() ? "" : "  OUTSIDE"))
                .collect(Collectors.joining());
    }

    private static double worst(Stream<Measure> measures) {
        return measures.filter(Measure::told).mapToDouble(Measure::error).max().orElse(0);
    }
}
