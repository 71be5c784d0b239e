package fr.allomairies.voiceassistant.understanding;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.understanding.Sharpness.Scored;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Makes a model of examples: one support vector machine a category against the rest, and a logistic regression for
/// urgency, of which a probability is asked. The same examples give the same model, to the bit. Takes seconds on all
/// processors, and some hundred megabytes.
final class Training {

    private static final double PRECISION = 0.1;

    /// How sure one may be needs no more.
    private static final double PRECISION_UNSEEN = 0.3;

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

    private final int[] unseen;
    private final double[][] unseenScores;

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
        unseen = IntStream.range(0, examples.size()).filter(Sharpness::isUnseen).toArray();
        unseenScores = new double[unseen.length][categories.size()];
    }

    /// @param learned is run by several threads, once for each of the [#machines]
    static IntentModel of(List<Lesson> lessons, Runnable learned) {
        return new Training(lessons).model(learned);
    }

    /// How many are learned in all: one a category, and urgency.
    static int machines(List<Lesson> lessons) {
        var categories = lessons.stream()
                .map(lesson -> lesson.example().category())
                .distinct()
                .count();
        return (int) categories + 1;
    }

    private IntentModel model(Runnable told) {
        var columns = categories.size() + 1;
        var weights = new float[(vocabulary.size() + 1) * columns];
        IntStream.range(0, columns).parallel().forEach(i -> {
            // urgency takes the longest, and so comes first
            var column = i == 0 ? categories.size() : i - 1;
            if (i == 0) {
                put(weights, columns, column, urgency());
            } else {
                category(weights, column);
            }
            told.run();
        });
        return new IntentModel(categories, vocabulary, weights, sharpness());
    }

    private static void put(float[] weights, int columns, int column, double[] learned) {
        for (int row = 0; row < learned.length; row++) {
            weights[row * columns + column] = (float) learned[row];
        }
    }

    private double[] urgency() {
        var yes = yes(Example::urgent);
        var telling = Telling.of(withoutAlarm, yes);
        var learned = LogisticRegression.learn(withoutAlarm.scaled(telling), yes, COST_OF_URGENCY, PRECISION);
        Arrays.setAll(learned, column -> learned[column] * telling[column]);
        return learned;
    }

    /// Then what it would say of the unseen examples had it not seen them.
    private void category(float[] weights, int column) {
        var category = categories.get(column);
        var machine =
                new SupportVectors(vectors, yes(example -> example.category().equals(category)), COST_OF_CATEGORY);
        put(weights, categories.size() + 1, column, machine.learn(PRECISION));
        machine.forget(Sharpness::isUnseen);
        var without = machine.learn(PRECISION_UNSEEN);
        for (int i = 0; i < unseen.length; i++) {
            unseenScores[i][column] = vectors.times(unseen[i], without);
        }
    }

    /// Of a category of which nothing was seen nothing can be said.
    private float sharpness() {
        var seen = IntStream.range(0, examples.size())
                .filter(example -> !Sharpness.isUnseen(example))
                .mapToObj(example -> examples.get(example).category())
                .collect(Collectors.toSet());
        return Sharpness.of(IntStream.range(0, unseen.length)
                .filter(i -> seen.contains(examples.get(unseen[i]).category()))
                .mapToObj(i -> new Scored(
                        unseenScores[i],
                        categories.indexOf(examples.get(unseen[i]).category())))
                .toList());
    }

    private boolean[] yes(Predicate<Example> is) {
        var yes = new boolean[examples.size()];
        for (int i = 0; i < yes.length; i++) {
            yes[i] = is.test(examples.get(i));
        }
        return yes;
    }
}
