package fr.allomairies.voiceassistant.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTest {

    @ParameterizedTest
    @CsvSource({
        "place, place",
        "'Été à l’École !', ete a l ecole",
        "'  Saint-Étienne-de-Tinée ', saint etienne de tinee",
        "e\u0301te\u0301, ete",
        "'Βέροια 12 bis', βεροια 12 bis",
        "…, ''"
    })
    void hasSmallLettersWithoutAccentsAndOneBlankBetweenWords(String text, String plain) {
        assertThat(Plain.of(text)).isEqualTo(plain);
    }

    /// Letters, marks and signs of every Latin script, and now and then one of another.
    @RepeatedTest(200)
    void isWhatUnicodeSaysOfEachText(RepetitionInfo nth) {
        var random = new Random(nth.getCurrentRepetition());
        var text = IntStream.generate(() -> random.nextInt(40) == 0 ? random.nextInt(0xD800) : random.nextInt(0x370))
                .limit(random.nextInt(60))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        var unaccented = Normalizer.normalize(text.toLowerCase(Locale.FRENCH), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");

        assertThat(Plain.of(text))
                .isEqualTo(unaccented.replaceAll("[^\\p{L}\\p{N}]+", " ").strip());
    }
}
