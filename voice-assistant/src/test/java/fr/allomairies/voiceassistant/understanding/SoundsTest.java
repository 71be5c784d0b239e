package fr.allomairies.voiceassistant.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundsTest {

    @ParameterizedTest
    @CsvSource({
        "trottoir,trotoir",
        "caniveaux,canivo",
        "poubelles,poubel",
        "pharmacie,farmacie",
        "quai,kai",
        "cagnes,cagne"
    })
    void hearsTheSameInDifferentSpellings(String word, String other) {
        assertThat(Sounds.of(word)).isEqualTo(Sounds.of(other));
    }

    @ParameterizedTest
    @CsvSource({"pain,pont", "rue,roue", "vence,nice", "bac,bus"})
    void hearsDifferentWordsApart(String word, String other) {
        assertThat(Sounds.of(word)).isNotEqualTo(Sounds.of(other));
    }
}
