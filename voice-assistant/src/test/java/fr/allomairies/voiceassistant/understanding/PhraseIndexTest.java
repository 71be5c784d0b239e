package fr.allomairies.voiceassistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.testkit.RandomDays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PhraseIndexTest {

    /// All that danger.txt can say, on some of the sentences that were learnt, two by two, so that phrases begin
    /// anywhere.
    @Test
    void findsWhatASearchOfTheWholeTextFinds() {
        var phrases = RuleFile.read("danger.txt").values().stream()
                .flatMap(List::stream)
                .toList();
        var index = new PhraseIndex(phrases);
        var sentences = Examples.own().stream().map(PhraseIndexTest::said).toList();

        var step = sentences.size() / RandomDays.of(1_000);
        for (int i = 1; i < sentences.size(); i += step) {
            var said = sentences.get(i - 1) + sentences.get(i).substring(1);
            assertThat(index.isAnyIn(said)).as(said).isEqualTo(search(phrases, said));
        }
        assertThat(sentences.stream().filter(index::isAnyIn).count()).isBetween(100L, (long) sentences.size() - 100);
    }

    private static boolean search(List<Pattern> phrases, String said) {
        return phrases.stream().anyMatch(phrase -> phrase.matcher(said).find());
    }

    private static String said(Example example) {
        return Words.of(example.text()).stream().map(Word::plain).collect(Collectors.joining(" ", " ", " "));
    }
}
