package fr.allomairies.workspace.administration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Two texts line by line.
record Difference(List<Line> lines) {

    /// Unchanged lines shown around a change; the others are counted.
    private static final int CONTEXT = 2;
    private static final long MOST_TO_COMPARE = 4_000_000;

    /// @param kind `same`, `added`, `removed`, or `skipped` with the number of unchanged lines as its text
    /// @param number in the new text, for a removed line in the old one
    public record Line(String kind, int number, String text) {}

    static Difference between(String before, String after) {
        var old = before.lines().toList();
        var current = after.lines().toList();
        return new Difference(shortened(
                (long) old.size() * current.size() > MOST_TO_COMPARE
                        ? replaced(old, current)
                        : compared(old, current)));
    }

    public boolean isEmpty() {
        return lines.stream().noneMatch(line -> isChange(line));
    }

    private static List<Line> compared(List<String> before, List<String> after) {
        var common = common(before, after);
        var lines = new ArrayList<Line>();
        var old = 0;
        var current = 0;
        while (old < before.size() || current < after.size()) {
            if (old < before.size() && current < after.size() && before.get(old).equals(after.get(current))) {
                lines.add(new Line("same", ++current, before.get(old++)));
            } else if (current == after.size()
                    || old < before.size() && common[old + 1][current] >= common[old][current + 1]) {
                lines.add(new Line("removed", old + 1, before.get(old++)));
            } else {
                lines.add(new Line("added", current + 1, after.get(current++)));
            }
        }
        return lines;
    }

    private static List<Line> replaced(List<String> before, List<String> after) {
        var lines = new ArrayList<>(compared(before, List.of()));
        lines.addAll(compared(List.of(), after));
        return lines;
    }

    /// The length of the longest common subsequence of what follows.
    private static int[][] common(List<String> before, List<String> after) {
        var common = new int[before.size() + 1][after.size() + 1];
        for (var old = before.size() - 1; old >= 0; old--) {
            for (var current = after.size() - 1; current >= 0; current--) {
                common[old][current] = before.get(old).equals(after.get(current))
                        ? common[old + 1][current + 1] + 1
                        : Math.max(common[old + 1][current], common[old][current + 1]);
            }
        }
        return common;
    }

    private static List<Line> shortened(List<Line> all) {
        var shown = new ArrayList<Line>();
        var skipped = 0;
        for (var index = 0; index < all.size(); index++) {
            var near = all.subList(Math.max(0, index - CONTEXT), Math.min(all.size(), index + CONTEXT + 1));
            if (near.stream().anyMatch(Difference::isChange)) {
                addSkipped(skipped, shown);
                skipped = 0;
                shown.add(all.get(index));
            } else {
                skipped++;
            }
        }
        addSkipped(skipped, shown);
        return Collections.unmodifiableList(shown);
    }

    private static void addSkipped(int number, List<Line> shown) {
        if (number > 0) {
            shown.add(new Line("skipped", 0, String.valueOf(number)));
        }
    }

    private static boolean isChange(Line line) {
        return line.kind().equals("added") || line.kind().equals("removed");
    }
}
