package fr.allomairies.bench.pooling;

import fr.allomairies.bench.simulation.BatchMeans;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The picture: one point for each crew with its confidence interval, between the two bounds.
record Curve(double none, double full, List<Sample> crews) {

    /// @param meanWait in seconds
    record Sample(int skills, double meanWait, double halfWidth) {

        static Sample of(int skills, BatchMeans waits) {
            return new Sample(skills, waits.mean(), waits.halfWidth());
        }
    }

    private static final int WIDTH = 640;
    private static final int HEIGHT = 320;
    private static final int LEFT = 64;
    private static final int RIGHT = 24;
    private static final int TOP = 40;
    private static final int BOTTOM = 56;
    private static final int LINES = 20;
    private static final int ABOVE = -8;
    private static final int BELOW = 16;

    String svg() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="title">
                <title id="title">Mean wait by the number of skills that each agent has</title>
                <style>
                text { font: 13px system-ui, sans-serif; fill: #4f6170; }
                .line { stroke: #d8e1e9; } .bound { stroke: #b3261e; stroke-dasharray: 6 4; }
                .curve { stroke: #0066a6; fill: none; stroke-width: 2; } .point { fill: #0066a6; } .interval { stroke: #0066a6; }
                @media (prefers-color-scheme: dark) {
                text { fill: #9db0bf; } .line { stroke: #2a3946; } .bound { stroke: #ff9d94; }
                .curve, .interval { stroke: #62b8f3; } .point { fill: #62b8f3; }
                }
                </style>
                <text x="%d" y="20">Mean wait, seconds</text>
                %s
                %s
                %s
                <path class="curve" d="M%s"/>
                %s
                <text x="%d" y="%d" text-anchor="middle">Skills of each agent, of %d</text>
                </svg>
                """.formatted(
                WIDTH,
                HEIGHT,
                LEFT,
                axis(),
                bound(none, "no pooling: six queues, M/M/5", ABOVE),
                bound(full, "full pooling: one queue, M/M/30", BELOW),
                IntStream.range(0, crews.size())
                        .mapToObj(i -> at("%.1f %.1f", x(i), y(crews.get(i).meanWait())))
                        .collect(Collectors.joining(" L")),
                IntStream.range(0, crews.size()).mapToObj(this::point).collect(Collectors.joining("\n")),
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 12,
                crews.getLast().skills());
    }

    private double highest() {
        var top = Math.max(none, crews.getFirst().meanWait() + crews.getFirst().halfWidth());
        return (Math.floor(top / LINES) + 1) * LINES;
    }

    private double x(int crew) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (crew + 0.5) / crews.size();
    }

    private double y(double wait) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - wait / highest());
    }

    private String axis() {
        return IntStream.rangeClosed(0, (int) highest() / LINES)
                .map(line -> line * LINES)
                .mapToObj(wait -> at(
                        "<path class=\"line\" d=\"M%d %.1fH%d\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%d</text>",
                        LEFT, y(wait), WIDTH - RIGHT, LEFT - 8, y(wait) + 4, wait))
                .collect(Collectors.joining("\n"));
    }

    private String bound(double wait, String name, int label) {
        return at(
                "<path class=\"bound\" d=\"M%d %.1fH%d\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s: %.1f s</text>",
                LEFT, y(wait), WIDTH - RIGHT, WIDTH - RIGHT, y(wait) + label, name, wait);
    }

    private String point(int index) {
        var crew = crews.get(index);
        var x = x(index);
        return at(
                "<path class=\"interval\" d=\"M%.1f %.1fV%.1f\"/><circle class=\"point\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>"
                        + "<text x=\"%.1f\" y=\"%.1f\">%.1f s</text><text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                x,
                y(crew.meanWait() + crew.halfWidth()),
                y(crew.meanWait() - crew.halfWidth()),
                x,
                y(crew.meanWait()),
                x + 10,
                y(crew.meanWait()) - 8,
                crew.meanWait(),
                x,
                HEIGHT - BOTTOM + 20,
                index == crews.size() - 1 ? "all" : crew.skills());
    }

    private static String at(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
