package fr.allomairies.bench.assistant;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Understanding;
import fr.allomairies.voiceassistant.understanding.Evaluation;
import fr.allomairies.voiceassistant.understanding.Example;
import fr.allomairies.voiceassistant.understanding.Examples;
import fr.allomairies.voiceassistant.understanding.HeldOut;
import fr.allomairies.voiceassistant.understanding.HeldOutFile;
import fr.allomairies.voiceassistant.understanding.IntentClassifier;
import fr.allomairies.voiceassistant.understanding.RecogniserErrors;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Prints how well the assistant understands the sentences of a file, and as its last line `RESULT main_accuracy=…
/// accuracy=… macro_f1=… emergency_recall=… emergency_precision=… accuracy_wer20=…`, fractions of 1.
public final class Evaluate {

    private static final double WRONG_WORDS = 0.2;
    /// The errors are drawn so many times, and the mean is told.
    private static final int TIMES = 3;
    private static final int WRONG_USAGE = 2;

    private Evaluate() {}

    public static void main(String[] arguments) {
        if (arguments.length != 2 || !arguments[0].equals("evaluate")) {
            stop("usage : ./allo assistant evaluate FICHIER");
        }
        try {
            var understanding = IntentClassifier.built();
            print(understanding, HeldOutFile.read(Files.readString(Path.of(arguments[1])), understanding.categories()));
        } catch (IllegalArgumentException e) {
            stop(arguments[1] + ", " + e.getMessage());
        } catch (MalformedInputException _) {
            stop(arguments[1] + " n'est pas en UTF-8");
        } catch (IOException _) {
            stop(arguments[1] + " ne peut pas être lu");
        }
    }

    private static void print(Understanding understanding, List<HeldOut> sentences) {
        var evaluation = Evaluation.of(understanding, sentences);
        System.out.printf("%d phrases%n%njustesse par style%n", sentences.size());
        evaluation
                .accuracyByStyle()
                .forEach((style, accuracy) -> System.out.printf(
                        Locale.ROOT, "  %-24s %.3f%n", style.name().toLowerCase(Locale.ROOT), accuracy));
        System.out.println("\nrappel par thème, et ce qui fut pris pour autre chose");
        evaluation
                .recall()
                .forEach((category, recall) -> System.out.printf(
                        Locale.ROOT, "  %-24s %.3f  %s%n", category, recall, taken(evaluation, category)));
        System.out.printf(
                Locale.ROOT,
                "%nRESULT main_accuracy=%.3f accuracy=%.3f macro_f1=%.3f emergency_recall=%.3f emergency_precision=%.3f"
                        + " accuracy_wer20=%.3f%n",
                evaluation.mainAccuracy(),
                evaluation.accuracy(),
                evaluation.macroF1(),
                evaluation.emergencyRecall(),
                evaluation.emergencyPrecision(),
                misheard(understanding, sentences));
    }

    private static String taken(Evaluation evaluation, CategoryCode category) {
        return evaluation.confusions().getOrDefault(category, Map.of()).entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static double misheard(Understanding understanding, List<HeldOut> sentences) {
        var errors =
                new RecogniserErrors(Examples.own().stream().map(Example::text).toList(), WRONG_WORDS);
        return IntStream.range(0, TIMES)
                .mapToDouble(time -> Evaluation.of(
                                understanding,
                                sentences.stream()
                                        .map(sentence -> new HeldOut(
                                                errors.heard(sentence.text(), time),
                                                sentence.category(),
                                                sentence.style(),
                                                sentence.urgent()))
                                        .toList())
                        .accuracy())
                .average()
                .orElseThrow();
    }

    private static void stop(String why) {
        System.err.println("allo : " + why);
        System.exit(WRONG_USAGE);
    }
}
