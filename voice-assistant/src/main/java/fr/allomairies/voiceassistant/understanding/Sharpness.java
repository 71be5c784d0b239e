package fr.allomairies.voiceassistant.understanding;

import java.util.ArrayList;
import java.util.List;

/// How sure a model may be: what one that has not seen a fifth of the examples says of that fifth must come true as
/// often as it says.
final class Sharpness {

    private static final int PARTS = 5;
    private static final double LEAST = 0.25;
    private static final double MOST = 16;

    private Sharpness() {}

    /// @param learned is run for each machine
    static float of(List<Lesson> lessons, Runnable learned) {
        var known = new ArrayList<Lesson>();
        var unseen = new ArrayList<Lesson>();
        for (int i = 0; i < lessons.size(); i++) {
            (i % PARTS == 0 ? unseen : known).add(lessons.get(i));
        }
        var model = Training.ofCategories(known, learned);
        var scored = unseen.stream()
                .filter(lesson -> model.categories().contains(lesson.example().category()))
                .map(lesson -> new Scored(
                        model.scores(model.vocabulary().vector(lesson.sentence())),
                        model.categories().indexOf(lesson.example().category())))
                .toList();
        return scored.isEmpty() ? 1 : (float) best(scored);
    }

    /// The surprise has one valley: halve the interval until it is narrow.
    private static double best(List<Scored> scored) {
        double low = LEAST;
        double high = MOST;
        while (high - low > 0.02) {
            var left = low + (high - low) / 3;
            var right = high - (high - low) / 3;
            if (surprise(scored, left) < surprise(scored, right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return (low + high) / 2;
    }

    private static double surprise(List<Scored> scored, double sharpness) {
        return scored.stream()
                .mapToDouble(one -> -Math.log(
                        Probabilities.of(one.scores(), one.scores().length - 1, sharpness)[one.right()] + 1e-12))
                .sum();
    }

    private record Scored(double[] scores, int right) {}
}
