package fr.allomairies.workspace.learning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Je m'appelle Zoé Quincampoix, mon lampadaire est éteint | Je m'appelle …, mon lampadaire est éteint",
                "le trou devant chez Mme Durand-Petit est grand | le trou devant chez Mme … est grand",
                "appelez le 06 12 34 56 78 ou zoe@exemple.fr svp | appelez le … ou … svp",
                "dépôt au 12 bis rue de la Buffa à Nice | dépôt au … bis rue … à Nice",
                "avenue Jean Médecin il fait noir | avenue … il fait noir",
                "voir https://exemple.fr/zoe?id=3 | voir …",
                "la madame de la mairie ne répond pas | la madame de la mairie ne répond pas",
                "Je suis en colère | Je suis en colère"
            })
    void keepsTheMatterAndNotWhoSaysIt(String said, String masked) {
        assertThat(Masked.of(said)).isEqualTo(masked);
    }

    @Test
    void leavesOutWhatIsQuotedAndWhatIsTooLong() {
        assertThat(Masked.of("oui\n> Madame Durand a écrit\nmerci")).isEqualTo("oui merci");
        assertThat(Masked.of("a".repeat(2 * Masked.LONGEST))).hasSize(Masked.LONGEST);
    }
}
