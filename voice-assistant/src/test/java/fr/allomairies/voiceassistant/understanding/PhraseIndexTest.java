package fr.allomairies.voiceassistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.testkit.RandomDays;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against a search of the whole text for one phrase after another: all that danger.txt can say, on some of the
/// sentences that were learnt, two by two, so that phrases begin anywhere.
class PhraseIndexTest {

    private final List<String> said = said();

    @Test
    void findsTheFirstPhraseWhereItIsFirstSaid() {
        var phrases = RuleFile.read("danger.txt").values().stream()
                .flatMap(List::stream)
                .toList();
        var index = new PhraseIndex(phrases);
        var found = new ArrayList<Optional<PhraseIndex.Found>>();

        for (var words : said) {
            var searched = search(phrases, words);
            assertThat(index.first(words, 0)).as(words).isEqualTo(searched);
            assertThat(index.isAnyIn(words)).as(words).isEqualTo(searched.isPresent());
            found.add(searched);
        }
        assertThat(found).anyMatch(Optional::isPresent).anyMatch(Optional::isEmpty);
    }

    /// Whatever an author may write.
    @ParameterizedTest
    @CsvSource({
        "(?i)feu, feu",
        "feu(?i:x), feux",
        "(?s).*feu, un feu",
        "(?<mot>feu) maison, feu maison",
        "(?>feu|feux) maison, feu maison",
        "(le |la )??feu, feu",
        "(le |la )?+feu, feu",
        "'(le )*?feu{1,2}+', le le feuu",
        "'feu[\\s\\w]{0,30} maison', feu dans la grande maison",
        "'(\\w+ \\w+ \\w+) \\1 (?:vite|tot)', a b c a b c vite",
        "\\p{L}+ brule, tout brule",
        "\\Qfeu\\E, feu",
        "feu\\W+bois, feu bois",
        "[[a-f]e]+u, feeu",
    })
    void readsWhatItKnowsAndAsksTheRest(String expression, String words) {
        var phrase = phrase(expression);
        var saying = " on voit " + words + " ici ";

        assertThat(phrase.matcher(saying).find()).isTrue();
        assertThat(new PhraseIndex(List.of(phrase)).isAnyIn(saying)).isTrue();
    }

    @Test
    void strikesOutOnePhraseAfterTheOther() {
        var phrases = RuleFile.read("danger.txt").get("harmless");
        var index = new PhraseIndex(phrases);

        for (var words : said) {
            var left = words;
            for (var phrase : phrases) {
                left = phrase.matcher(left).replaceAll("_");
            }
            assertThat(index.without(words, "_")).isEqualTo(left);
        }
    }

    @Test
    void strikesOutPhrasesWithTheWordsAroundThem() {
        var phrases = List.of(phrase("merci"), phrase("la( \\w+)? rue"), phrase("la"));
        var index = new PhraseIndex(phrases);
        var around = Pattern.compile("(?<= )(?:[^ ]+ ){0,3}"
                + phrases.stream().map(Pattern::pattern).collect(Collectors.joining("|", "(?:", ")"))
                + "(?: [^ ]+){0,3}");

        assertThat(said).anyMatch(words -> around.matcher(words).find());
        for (var words : said) {
            assertThat(index.withoutAround(words, 3, "_"))
                    .isEqualTo(around.matcher(words).replaceAll("_"));
        }
        assertThat(index.withoutAround(" merci ", 3, "_")).isEqualTo(" _ ");
        assertThat(index.withoutAround(" ", 3, "_")).isEqualTo(" ");
    }

    private static Pattern phrase(String words) {
        return Pattern.compile("(?<= )(?:" + words + ")(?= )");
    }

    private static Optional<PhraseIndex.Found> search(List<Pattern> phrases, String said) {
        for (int i = 0; i < phrases.size(); i++) {
            var match = phrases.get(i).matcher(said);
            if (match.find()) {
                return Optional.of(new PhraseIndex.Found(i, match.group()));
            }
        }
        return Optional.empty();
    }

    private static List<String> said() {
        var sentences = Examples.own().stream().map(PhraseIndexTest::said).toList();
        var step = sentences.size() / RandomDays.of(150);
        var two = new ArrayList<String>();
        for (int i = 1; i < sentences.size(); i += step) {
            two.add(sentences.get(i - 1) + sentences.get(i).substring(1));
        }
        return two;
    }

    private static String said(Example example) {
        return Words.of(example.text()).stream().map(Word::plain).collect(Collectors.joining(" ", " ", " "));
    }
}
