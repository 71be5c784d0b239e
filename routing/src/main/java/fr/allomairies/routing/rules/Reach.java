package fr.allomairies.routing.rules;

import fr.allomairies.routing.engine.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Which contacts come to which line of the rules.
///
/// @param samples by line, those for which it is the first to hold
/// @param takenBy by line, the first earlier line that takes a contact for which it would hold; -1 when its
///     condition
///     holds for no contact at all
record Reach(List<List<Sample>> samples, int[] takenBy) {

    static Reach of(Rules rules, List<Sample> all) {
        var lines = rules.lines();
        List<List<Sample>> reached =
                lines.stream().<List<Sample>>map(_ -> new ArrayList<>()).toList();
        var takenBy = IntStream.range(0, lines.size()).map(_ -> -1).toArray();
        for (var sample : all) {
            var first = -1;
            for (var line = 0; line < lines.size(); line++) {
                if (lines.get(line).when().holds(sample.request())) {
                    if (first < 0) {
                        first = line;
                        reached.get(line).add(sample);
                    } else if (takenBy[line] < 0) {
                        takenBy[line] = first;
                    }
                }
            }
        }
        return new Reach(reached, takenBy);
    }
}
