package fr.allomairies.voiceassistant.understanding;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Understanding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// What was learned from examples, beside the rules of danger.
public final class IntentClassifier implements Understanding {

    /// Made by [ModelBuild] when the module is built.
    static final String MODEL = "intent.model";

    /// What was learned raises the alarm from this probability: low, since a missed danger costs more than
    /// a false one. Chosen by folds that leave out whole kinds of danger: the lowest step of 0.05 at which
    /// four alarms in five are right where one sentence in eight is urgent.
    private static final double URGENT_FROM = 0.35;

    private static final CategoryCode EMERGENCY = new CategoryCode("emergency.danger");
    private static final double EMERGENCY_FROM = 0.35;

    private static final CategoryCode THANKS = new CategoryCode("suggestion.thanks");
    private static final double THANKS_FROM = 0.9;
    private static final int REASONS = 3;

    private final IntentModel model;

    private IntentClassifier(IntentModel model) {
        this.model = model;
    }

    /// As the project's own examples taught it.
    public static IntentClassifier built() {
        try (var file = new DataInputStream(new ByteArrayInputStream(Resource.bytes(MODEL)))) {
            file.skipNBytes(file.readInt());
            return new IntentClassifier(IntentModel.read(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Learns anew. Takes seconds.
    public static IntentClassifier learned(List<Example> examples) {
        return learned(Lesson.of(examples, List.of()), () -> {});
    }

    /// @param learned is run by several threads, once for each of the [Training#machines]
    static IntentClassifier learned(List<Lesson> lessons, Runnable learned) {
        return new IntentClassifier(Training.of(lessons, learned));
    }

    byte[] written() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            model.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// @throws IllegalArgumentException when it is not what was written, to the end
    static IntentClassifier read(byte[] written) {
        try (var in = new DataInputStream(new ByteArrayInputStream(written))) {
            var model = IntentModel.read(in);
            if (in.read() >= 0) {
                throw new IllegalArgumentException("something stands after the model");
            }
            return new IntentClassifier(model);
        } catch (IOException | IllegalArgumentException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("not a whole model", e);
        }
    }

    /// All that it can answer, in the order of their codes.
    public List<CategoryCode> categories() {
        return model.categories();
    }

    @Override
    public Understood of(String text) {
        var sentence = Sentence.of(text);
        var vector = model.vocabulary().vector(sentence);
        var scores = model.scores(vector);
        var guesses = guesses(scores);
        var alarm = sentence.alarm();
        var danger = alarm == null ? null : alarm.danger();
        return new Understood(
                guesses, danger, danger != null || urgent(scores, guesses), reasons(guesses, vector, sentence.words()));
    }

    private List<Guess> guesses(double[] scores) {
        var probabilities = Probabilities.of(scores, model.categories().size(), model.sharpness());
        return IntStream.range(0, probabilities.length)
                .mapToObj(i -> new Guess(model.categories().get(i), probabilities[i]))
                .sorted(Comparator.comparingDouble(Guess::probability).reversed())
                .toList();
    }

    /// What was learned takes the word of a danger that is over for the danger itself: who gives thanks is in none.
    private boolean urgent(double[] scores, List<Guess> guesses) {
        var best = guesses.getFirst();
        if (best.category().equals(THANKS) && best.probability() >= THANKS_FROM) {
            return false;
        }
        return Probabilities.ofOne(scores[model.categories().size()]) >= URGENT_FROM
                || guesses.stream()
                        .anyMatch(guess -> guess.category().equals(EMERGENCY) && guess.probability() >= EMERGENCY_FROM);
    }

    private List<String> reasons(List<Guess> guesses, Vector vector, List<Word> words) {
        var column = model.categories().indexOf(guesses.getFirst().category());
        var counted = new double[words.size()];
        for (int i = 0; i < vector.features().length; i++) {
            if (!words.isEmpty()) {
                counted[vector.words()[i]] += vector.values()[i] * model.weight(vector.features()[i], column);
            }
        }
        return IntStream.range(0, counted.length)
                .boxed()
                .filter(word -> counted[word] > 0)
                .sorted(Comparator.comparingDouble(word -> -counted[word]))
                .map(word -> words.get(word).text())
                .distinct()
                .limit(REASONS)
                .toList();
    }
}
