package fr.allomairies.voiceassistant.understanding;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import fr.allomairies.contact.CategoryCode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// Makes a model of examples: one support vector machine a category against the rest, and a logistic regression for
/// urgency, of which a probability is asked. The same examples give the same model. Takes seconds on all processors,
/// and some hundred megabytes.
final class Training {

    private static final double PRECISION = 0.1;

    /// How much an error on an example weighs against a simple model: found by trial on sentences held out.
    private static final double COST_OF_CATEGORY = 1;

    private static final double COST_OF_URGENCY = 100;

    static {
        Linear.disableDebugOutput();
    }

    private final List<Example> examples;
    private final List<CategoryCode> categories;
    private final Vocabulary vocabulary;
    private final Feature[][] vectors;

    /// The rules find nearly all urgent sentences that are learned, and so would be all that is learned of urgency: a
    /// second eye must not look where the first does.
    private final Feature[][] withoutAlarm;

    private Training(List<Lesson> lessons) {
        examples = lessons.stream().map(Lesson::example).toList();
        categories =
                examples.stream().map(Example::category).distinct().sorted().toList();
        var sentences = lessons.stream().map(Lesson::sentence).toList();
        vocabulary = Vocabulary.of(sentences);
        vectors = sentences.stream().map(vocabulary::vector).map(this::nodes).toArray(Feature[][]::new);
        var alarms = vocabulary.numbersOf(Features.Kind.ALARM);
        withoutAlarm = Arrays.stream(vectors)
                .map(nodes -> Arrays.stream(nodes)
                        .filter(node -> !alarms.contains(node.getIndex() - 1))
                        .toArray(Feature[]::new))
                .toArray(Feature[][]::new);
    }

    static IntentModel of(List<Example> examples) {
        var lessons = Lesson.of(examples);
        return withSharpness(lessons, Sharpness.of(lessons));
    }

    static IntentModel withSharpness(List<Lesson> lessons, float sharpness) {
        return new Training(lessons).model(sharpness);
    }

    /// LIBLINEAR counts features from 1; the last is the bias.
    private Feature[] nodes(Vector vector) {
        var nodes = new Feature[vector.features().length + 1];
        for (int i = 0; i < vector.features().length; i++) {
            nodes[i] = new FeatureNode(vector.features()[i] + 1, vector.values()[i]);
        }
        nodes[nodes.length - 1] = new FeatureNode(vocabulary.size() + 1, 1);
        return nodes;
    }

    private IntentModel model(float sharpness) {
        var columns = categories.size() + 1;
        var weights = new float[(vocabulary.size() + 1) * columns];
        IntStream.range(0, columns).parallel().forEach(column -> {
            var learned = column == categories.size()
                    ? learn(withoutAlarm, yes(column), forUrgency())
                    : learn(vectors, yes(column), forCategory());
            for (int row = 0; row < learned.length; row++) {
                weights[row * columns + column] = (float) learned[row];
            }
        });
        return new IntentModel(categories, vocabulary, weights, sharpness);
    }

    private Predicate<Example> yes(int column) {
        return column == categories.size()
                ? Example::urgent
                : example -> example.category().equals(categories.get(column));
    }

    /// Not shared: LIBLINEAR draws its order of the examples from it.
    private static Parameter forCategory() {
        return new Parameter(SolverType.L2R_L2LOSS_SVC_DUAL, COST_OF_CATEGORY, PRECISION);
    }

    private static Parameter forUrgency() {
        return new Parameter(SolverType.L2R_LR_DUAL, COST_OF_URGENCY, PRECISION);
    }

    private double[] learn(Feature[][] from, Predicate<Example> yes, Parameter how) {
        var problem = new Problem();
        problem.l = from.length;
        problem.n = vocabulary.size() + 1;
        problem.x = from;
        problem.y = examples.stream()
                .mapToDouble(example -> yes.test(example) ? 1 : -1)
                .toArray();
        var model = Linear.train(problem, how);
        var weights = Arrays.copyOf(model.getFeatureWeights(), problem.n);
        // LIBLINEAR's positive class is the one that it meets first
        if (model.getLabels()[0] < 0) {
            Arrays.setAll(weights, i -> -weights[i]);
        }
        return weights;
    }
}
