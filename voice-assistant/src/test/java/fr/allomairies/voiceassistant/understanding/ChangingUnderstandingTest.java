package fr.allomairies.voiceassistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Learning.Labelled;
import fr.allomairies.voiceassistant.Learning.Measured;
import fr.allomairies.voiceassistant.Learning.Phase;
import fr.allomairies.voiceassistant.Learning.Progress;
import fr.allomairies.voiceassistant.Learning.Sentences;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChangingUnderstandingTest {

    private static final Progress NOBODY = (_, _) -> {};

    private static final String SAID = "la zoubida déborde encore";

    private final ChangingUnderstanding understanding = new ChangingUnderstanding();

    @Test
    void understandsByWhatItIsGivenAndGoesBackToWhatItCameWith() {
        var before = understanding.of(SAID);

        understanding.use(model(understanding.categories()));
        assertThat(understanding.of(SAID)).isNotEqualTo(before);

        understanding.useBuilt();
        assertThat(understanding.of(SAID)).isEqualTo(before);
    }

    @Test
    void whatIsLearnedTakesNoAlarmBack() {
        var second = Examples.own().stream()
                .map(Example::text)
                .filter(text -> understanding.of(text).urgent()
                        && understanding.of(text).danger() == null)
                .findFirst()
                .orElseThrow();
        understanding.use(model(understanding.categories()));
        assertThat(understanding.of(second).urgent()).isTrue();
        assertThat(understanding.of("elle ne respire plus").urgent()).isTrue();
    }

    @Test
    void learnsWhatIsLabelledAndMeasuresItBesideWhatIsInUse() {
        var few = examples(understanding.categories());
        var anew = new ChangingUnderstanding(() -> few);
        var pothole = new CategoryCode("roads.pothole");
        var said = List.of(
                new Labelled("la zoubida est pleine", pothole, "Anne"),
                new Labelled("une zoubida devant chez moi", pothole, "Béa"),
                new Labelled("réparez la zoubida", pothole, "Cyr"));

        var reached = new ConcurrentLinkedQueue<Phase>();
        var most = new AtomicInteger();
        var learned = anew.learn(said, List.of(new Labelled("encore la zoubida", pothole, "Dia")), (phase, percent) -> {
            reached.add(phase);
            most.accumulateAndGet(percent, Math::max);
        });
        assertThat(reached.stream().distinct()).containsExactly(Phase.values());
        assertThat(most.get())
                .as("of few sentences some categories are met once")
                .isBetween(80, 100);

        assertThat(learned.before()).extracting(Measured::sentences).containsExactly(Sentences.values());
        assertThat(learned.before().getFirst().category()).isGreaterThan(0.9);
        assertThat(learned.after().getFirst().category()).isLessThan(0.9);
        assertThat(learned.after().getFirst().emergencyRecall())
                .isEqualTo(learned.before().getFirst().emergencyRecall());
        assertThat(learned.after().getLast()).isEqualTo(new Measured(Sentences.LABELLED, 1, 0, 1, 1, 1, 1));
        assertThat(learned.better()).isPositive();
        assertThat(learned.worse()).isGreaterThan(learned.better());
        anew.use(learned.model());
        assertThat(anew.of("encore la zoubida").category()).isEqualTo(pothole);
        assertThat(anew.learn(said, List.of(), NOBODY).model()).isEqualTo(learned.model());
    }

    @Test
    void whatIsBrokenNeverReplacesWhatIsInUse() {
        var good = model(understanding.categories());
        understanding.use(good);
        var before = understanding.of(SAID);

        for (var broken : List.of(
                new byte[0],
                Arrays.copyOf(good, good.length / 2),
                Arrays.copyOf(good, good.length + 1),
                model(understanding.categories().subList(0, 3)))) {
            assertThatThrownBy(() -> understanding.use(broken)).isInstanceOf(IllegalArgumentException.class);
            assertThat(understanding.of(SAID)).isEqualTo(before);
        }
    }

    @Test
    void keepsNoWordThatOnlyOneOrTwoCitizensSaid() {
        var own = List.of(example("un trou dans la route"), example("la route est abimée"));
        var anne = said("Anne");
        assertThat(words(own, List.of(anne, said("Béa")))).contains("wtrou").doesNotContain("wzoubida");
        assertThat(words(own, List.of(anne, anne, anne, said("Béa")))).doesNotContain("wzoubida");
        assertThat(words(own, List.of(anne, said("Béa"), said("Cyr")))).contains("wzoubida");
    }

    @Test
    void anEmergencyIsTaughtAndMeasuredAsUrgent() {
        var danger = new Labelled("la zoubida", new CategoryCode("emergency.danger"), "Anne");
        var few = examples(understanding.categories());

        assertThat(Lesson.of(List.of(), List.of(danger, said("Béa"))))
                .extracting(lesson -> lesson.example().urgent())
                .containsExactly(true, false);
        var learned = new ChangingUnderstanding(() -> few).learn(List.of(said("Béa")), List.of(danger), NOBODY);
        assertThat(learned.before().getLast())
                .extracting(Measured::urgent, Measured::emergencyRecall)
                .containsExactly(1, 0.0);
    }

    private static Labelled said(String by) {
        return new Labelled("le trou de zoubida", new CategoryCode("roads.pothole"), by);
    }

    private static List<String> words(List<Example> own, List<Labelled> said) {
        return List.copyOf(Vocabulary.of(Lesson.of(own, said)).numbers().keySet());
    }

    private static Example example(String text) {
        return new Example(text, new CategoryCode("roads.pothole"), false);
    }

    private static byte[] model(List<CategoryCode> categories) {
        return IntentClassifier.learned(examples(categories)).written();
    }

    /// A sentence a category.
    private static List<Example> examples(List<CategoryCode> categories) {
        return categories.stream()
                .map(category -> new Example("parlons de " + category.value(), category, false))
                .toList();
    }
}
