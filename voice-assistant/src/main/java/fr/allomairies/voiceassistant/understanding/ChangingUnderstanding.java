package fr.allomairies.voiceassistant.understanding;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Learning;
import fr.allomairies.voiceassistant.Understanding;
import fr.allomairies.voiceassistant.understanding.HeldOut.Style;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// By what the product comes with, or by what was learned since.
public final class ChangingUnderstanding implements Understanding, Learning {

    private final IntentClassifier built = IntentClassifier.built();
    private final Supplier<List<Example>> own;
    private volatile @Nullable IntentClassifier learned;

    public ChangingUnderstanding() {
        this(Examples::own);
    }

    /// @param own what is learned with whatever is labelled
    ChangingUnderstanding(Supplier<List<Example>> own) {
        this.own = own;
    }

    @Override
    public Understood of(String text) {
        return understood(learned, text);
    }

    private Understood understood(@Nullable IntentClassifier by, String text) {
        var first = built.of(text);
        if (by == null) {
            return first;
        }
        var second = by.of(text);
        return new Understood(second.guesses(), second.danger(), second.urgent() || first.urgent(), second.reasons());
    }

    @Override
    public List<CategoryCode> categories() {
        return built.categories();
    }

    @Override
    public void use(byte[] model) {
        learned = read(model);
    }

    @Override
    public Understanding by(byte @Nullable [] model) {
        var other = model == null ? null : read(model);
        return text -> understood(other, text);
    }

    private IntentClassifier read(byte[] model) {
        var read = IntentClassifier.read(model);
        if (!read.categories().equals(categories())) {
            throw new IllegalArgumentException("the model knows other categories");
        }
        return read;
    }

    @Override
    public void useBuilt() {
        learned = null;
    }

    @Override
    public Learned learn(List<Labelled> labelled, List<Labelled> unseen, Progress progress) {
        progress.reached(Phase.READING, 0);
        var lessons = Lesson.of(own.get(), labelled);
        progress.reached(Phase.LEARNING, 0);
        var machines = Training.machines(lessons);
        var done = new AtomicInteger();
        var model = IntentClassifier.learned(
                lessons, () -> progress.reached(Phase.LEARNING, 100 * done.incrementAndGet() / machines));
        progress.reached(Phase.MEASURING, 0);
        var sets = List.of(development(), heldOut(unseen));
        var before = sets.stream().map(set -> Evaluation.of(this, set)).toList();
        var after = sets.stream()
                .map(set -> Evaluation.of(text -> understood(model, text), set))
                .toList();
        return new Learned(
                model.written(),
                measured(before),
                measured(after),
                betterThan(before, after),
                betterThan(after, before));
    }

    private static List<HeldOut> heldOut(List<Labelled> labelled) {
        return labelled.stream()
                .map(one -> new HeldOut(one.text(), one.category(), Style.MAIL, one.urgent()))
                .toList();
    }

    private List<HeldOut> development() {
        var file = new String(Resource.bytes("development.csv"), StandardCharsets.UTF_8);
        return HeldOutFile.read(file, categories());
    }

    private static List<Measured> measured(List<Evaluation> evaluations) {
        return IntStream.range(0, evaluations.size())
                .mapToObj(i -> measured(Sentences.values()[i], evaluations.get(i)))
                .toList();
    }

    private static Measured measured(Sentences sentences, Evaluation evaluation) {
        return new Measured(
                sentences,
                evaluation.answers().size(),
                (int) evaluation.answers().stream()
                        .filter(answer -> answer.sentence().urgent())
                        .count(),
                evaluation.mainAccuracy(),
                evaluation.accuracy(),
                evaluation.emergencyRecall(),
                evaluation.emergencyPrecision());
    }

    private static int betterThan(List<Evaluation> one, List<Evaluation> other) {
        var first = right(one).toList();
        var second = right(other).toList();
        return (int) IntStream.range(0, first.size())
                .filter(i -> second.get(i) && !first.get(i))
                .count();
    }

    private static Stream<Boolean> right(List<Evaluation> evaluations) {
        return evaluations.stream()
                .flatMap(evaluation -> evaluation.answers().stream())
                .map(Evaluation.Answer::right);
    }
}
