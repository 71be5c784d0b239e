package fr.allomairies.voiceassistant.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.voiceassistant.Communes.Commune;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

    static final Places PLACES = new Places(Gazetteer.ofTheMetropolis());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12 rue de France, 06000 Nice                                            | 06088
            24 avenue Jean Médecin 06230 Villefranche-sur-Mer                       | 06159
            Le trottoir est cassé route de Levens à Saint-André-de-la-Roche         | 06114
            le trottoir est cassé route de Villefranche-sur-Mer à Vence             | 06157
            Place de Vence puis avenue de Nice, le feu est en panne. Mairie de Carros | 06033
            """)
    void knowsTheCommuneOfAnAddress(String text, String code) {
        assertThat(PLACES.in(text)).map(Commune::code).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12 route de Levens", "avenue de Nice, devant la rue de Vence", "mon voisin fait du bruit"})
    void takesNoStreetForACommune(String text) {
        assertThat(PLACES.in(text)).isEmpty();
    }
}
