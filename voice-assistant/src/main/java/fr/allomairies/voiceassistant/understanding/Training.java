package fr.allomairies.voiceassistant.understanding;

import fr.allomairies.contact.CategoryCode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Makes a model of examples: one support vector machine a category against the rest, and a logistic regression for
/// urgency, of which a probability is asked. The same examples give the same model, to the bit. Takes seconds on all
/// processors, and some hundred megabytes.
final class Training {

    private static final double PRECISION = 0.1;

    /// How much an error on an example weighs against a simple model: found by trial on sentences held out.
    private static final double COST_OF_CATEGORY = 1;

    private static final double COST_OF_URGENCY = 10;

    private final List<Example> examples;
    private final List<CategoryCode> categories;
    private final Vocabulary vocabulary;
    private final Matrix vectors;

    /// The rules find nearly all urgent sentences that are learned, and so would be all that is learned of urgency: a
    /// second eye must not look where the first does.
    private final Matrix withoutAlarm;

    private Training(List<Lesson> lessons) {
        examples = lessons.stream().map(Lesson::example).toList();
        categories =
                examples.stream().map(Example::category).distinct().sorted().toList();
        vocabulary = Vocabulary.of(lessons);
        var read = lessons.parallelStream()
                .map(lesson -> vocabulary.vector(lesson.sentence()))
                .toList();
        var alarms = vocabulary.numbersOf(Features.Kind.ALARM);
        vectors = Matrix.of(read, vocabulary.size(), _ -> true);
        withoutAlarm = Matrix.of(read, vocabulary.size(), feature -> !alarms.contains(feature));
    }

    /// @param learned is run by several threads, once for each of the [#machines]
    static IntentModel of(List<Lesson> lessons, Runnable learned) {
        var sharpness = Sharpness.of(lessons, learned);
        return new Training(lessons).model(sharpness, true, learned);
    }

    /// Knows no urgency.
    static IntentModel ofCategories(List<Lesson> lessons, Runnable learned) {
        return new Training(lessons).model(1, false, learned);
    }

    /// How many are learned in all, at most: each category twice, since how sure it may be is found out first.
    static int machines(List<Lesson> lessons) {
        var categories = lessons.stream()
                .map(lesson -> lesson.example().category())
                .distinct()
                .count();
        return (int) (2 * categories + 1);
    }

    private IntentModel model(float sharpness, boolean withUrgency, Runnable told) {
        var columns = categories.size() + 1;
        var weights = new float[(vocabulary.size() + 1) * columns];
        IntStream.range(withUrgency ? 0 : 1, columns).parallel().forEach(i -> {
            // urgency takes the longest, and so comes first
            var column = i == 0 ? categories.size() : i - 1;
            var learned = i == 0 ? urgency() : category(categories.get(column));
            for (int row = 0; row < learned.length; row++) {
                weights[row * columns + column] = (float) learned[row];
            }
            told.run();
        });
        return new IntentModel(categories, vocabulary, weights, sharpness);
    }

    private double[] urgency() {
        return LogisticRegression.learn(withoutAlarm, yes(Example::urgent), COST_OF_URGENCY, PRECISION);
    }

    private double[] category(CategoryCode category) {
        var yes = yes(example -> example.category().equals(category));
        return SupportVectors.learn(vectors, yes, COST_OF_CATEGORY, PRECISION);
    }

    private boolean[] yes(Predicate<Example> is) {
        var yes = new boolean[examples.size()];
        for (int i = 0; i < yes.length; i++) {
            yes[i] = is.test(examples.get(i));
        }
        return yes;
    }
}
