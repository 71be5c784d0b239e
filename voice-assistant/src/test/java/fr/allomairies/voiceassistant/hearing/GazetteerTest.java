package fr.allomairies.voiceassistant.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.voiceassistant.Communes.Commune;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GazetteerTest {

    static final Gazetteer GAZETTEER = Gazetteer.ofTheMetropolis();

    static List<String> names() {
        return GAZETTEER.communes().stream().map(Commune::name).toList();
    }

    @Test
    void knowsTheFortyNineCommunes() {
        assertThat(names()).hasSize(49).doesNotHaveDuplicates();
        assertThat(GAZETTEER.communes())
                .extracting(Commune::code)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("06[01]\\d\\d"));
    }

    @Test
    void doesNotTakeTheMetropolisForTheCity() {
        assertThat(commune("Bonjour Métropole Nice Côte d'Azur, lu dans Nice-Matin"))
                .isEmpty();
        assertThat(commune("Métropole Nice Côte d'Azur, à Nice")).contains("Nice");
    }

    @ParameterizedTest
    @MethodSource("names")
    void findsEachInASentenceWithoutItsAccentsAndDashes(String name) {
        var written = name.toLowerCase(Locale.FRENCH).replace('-', ' ').replace("é", "e");

        assertThat(commune("bonjour c'est à " + written + " devant chez moi")).contains(name);
    }

    @ParameterizedTest
    @CsvSource({
        "st lorent du var,Saint-Laurent-du-Var",
        "saint martin vésubi,Saint-Martin-Vésubie",
        "vilfranche sur mer,Villefranche-sur-Mer",
        "cagne sur mer,Cagnes-sur-Mer",
        "ste andré de la roche,Saint-André-de-la-Roche",
        "tourette levens,Tourrette-Levens",
        "gatières,Gattières",
        "la trinitée,La Trinité",
        "roquebilière,Roquebillière",
        "aspremon,Aspremont"
    })
    void findsThemHoweverTheyAreSpelt(String spelt, String name) {
        assertThat(commune("j'habite à " + spelt)).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "une rose et un clan",
                "la tour penche",
                "Marie a téléphoné",
                "il y a une fuite d'eau",
                "le bac est cassé",
                "je veux une carte d'identité",
                "des rats dans la cour",
                "c'est la nuit"
            })
    void findsNoneWhereNoneIs(String sentence) {
        assertThat(commune(sentence)).isEmpty();
    }

    @Test
    void prefersTheLongerName() {
        assertThat(commune("à Saint-Martin-du-Var")).contains("Saint-Martin-du-Var");
        assertThat(commune("à tourrette levens")).contains("Tourrette-Levens");
    }

    private static Optional<String> commune(String text) {
        return GAZETTEER.commune(text).map(Commune::name);
    }
}
