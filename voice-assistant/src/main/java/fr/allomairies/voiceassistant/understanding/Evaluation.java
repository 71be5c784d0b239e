package fr.allomairies.voiceassistant.understanding;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Understanding;
import fr.allomairies.voiceassistant.Understanding.Understood;
import fr.allomairies.voiceassistant.understanding.HeldOut.Style;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// How often a machine is right on sentences that it has not learned. Shares are fractions of 1; of nothing they
/// are 1.
///
/// @param answers in the order of the sentences
public record Evaluation(List<Answer> answers) {

    public record Answer(HeldOut sentence, Understood understood) {

        public boolean right() {
            return understood.category().equals(sentence.category());
        }

        boolean rightTheme() {
            return understood.category().theme().equals(sentence.category().theme());
        }
    }

    public static Evaluation of(Understanding understanding, List<HeldOut> sentences) {
        return new Evaluation(sentences.stream()
                .map(sentence -> new Answer(sentence, understanding.of(sentence.text())))
                .toList());
    }

    public double accuracy() {
        return share(answers, Answer::right);
    }

    /// Of the theme, the part of the category before the dot.
    public double mainAccuracy() {
        return share(answers, Answer::rightTheme);
    }

    public Map<Style, Double> accuracyByStyle() {
        return answers.stream()
                .collect(Collectors.groupingBy(
                        answer -> answer.sentence().style(),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), some -> share(some, Answer::right))));
    }

    /// For each category that stands in the sentences: how many of its sentences were found.
    public Map<CategoryCode, Double> recall() {
        return answers.stream()
                .collect(Collectors.groupingBy(
                        answer -> answer.sentence().category(),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), some -> share(some, Answer::right))));
    }

    /// Mean over the categories that stand in the sentences of the harmonic mean of precision and recall.
    public double macroF1() {
        return recall().entrySet().stream()
                .mapToDouble(entry -> harmonic(precision(entry.getKey()), entry.getValue()))
                .average()
                .orElse(1);
    }

    public double emergencyRecall() {
        return share(
                answers.stream().filter(answer -> answer.sentence().urgent()).toList(),
                answer -> answer.understood().urgent());
    }

    public double emergencyPrecision() {
        return share(
                answers.stream().filter(answer -> answer.understood().urgent()).toList(),
                answer -> answer.sentence().urgent());
    }

    /// How often each category was taken for each other.
    public Map<CategoryCode, Map<CategoryCode, Long>> confusions() {
        return answers.stream()
                .filter(answer -> !answer.right())
                .collect(Collectors.groupingBy(
                        answer -> answer.sentence().category(),
                        TreeMap::new,
                        Collectors.groupingBy(
                                answer -> answer.understood().category(), TreeMap::new, Collectors.counting())));
    }

    private double precision(CategoryCode category) {
        var said = answers.stream()
                .filter(answer -> answer.understood().category().equals(category))
                .toList();
        return said.isEmpty() ? 0 : share(said, Answer::right);
    }

    private static double harmonic(double precision, double recall) {
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static double share(List<Answer> of, Predicate<Answer> that) {
        return of.isEmpty() ? 1 : (double) of.stream().filter(that).count() / of.size();
    }
}
