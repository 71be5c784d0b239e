package fr.allomairies.ticketing.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "l’éclairage | eclairage",
                "L'Éclairage, d'Angleterre ! | eclairage angleterre",
                "aujourd’hui | aujourd'hui",
                "jusqu'à la mer | a la mer",
                "'entre guillemets' | entre guillemets",
                "Nom:Dupont cassé.Rue mot_clé | nom dupont casse rue mot cle",
                "Grand'Rue, presqu’île | grand rue presqu ile",
                "nid-de-poule | nid de poule",
                "e\u0301clairage | eclairage",
                "ŒUF | oeuf",
                "12 bis | 12 bis",
            })
    void areCutAsTheIndexCutsATextThatHasThem(String typed, String plain) {
        assertThat(Word.in(typed)).extracting(Word::plain).containsExactly(plain.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"cassées, cass", "lampadaires, lampadair", "journaux, journau"})
    void areLookedForWithoutTheEndingOfGenderAndNumberToo(String typed, String shorter) {
        assertThat(Word.in(typed).getFirst().shorter()).contains(shorter);
    }

    @Test
    void areBounded() {
        assertThat(Word.in("mot ".repeat(1_000))).hasSize(12);
        assertThat(Word.in("x".repeat(100_000)).getFirst().plain()).hasSize(300);
        assertThat(Word.in("'' … !?")).isEmpty();
    }
}
