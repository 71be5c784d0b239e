package fr.allomairies.voiceassistant.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.voiceassistant.Communes.Commune;
import org.junit.jupiter.api.Test;
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

    @ParameterizedTest
    @CsvSource({
        "'12 rue Masséna, Nice', '12 Rue Massena, 06000 Nice', true",
        "'12 rue Masséna, Nice', '20 rue masséna à nice', true",
        "'12 rue Masséna, Nice', '40 rue Masséna, Nice', false",
        "'12 rue Masséna, Nice', 'rue Masséna, Nice', false",
        "'12 rue Masséna, Nice', '12 rue Masséna, Cagnes-sur-Mer', false",
        "'12 rue Masséna, Nice', '12 avenue Masséna, Nice', false",
        "'3 bd de la Madeleine, Nice', '5 boulevard Madeleine, Nice', true",
        "'12 rue du 8 mai, Nice', '14 rue du 8 mai, Nice', true",
        "'12 rue Masséna, Nice', 'Nice', false",
    })
    void knowsWhatIsNear(String place, String other, boolean near) {
        var around = PLACES.around(place).orElseThrow();

        assertThat(around.at(other).isPresent()).isEqualTo(near);
        assertThat(Plain.of(place)).contains(around.word());
    }

    @Test
    void tellsNoMoreOfAnAddressThanHouseNumberAndStreet() {
        var around = PLACES.around("12 rue Masséna, Nice").orElseThrow();

        assertThat(around.at("Mme Dupont, 14 bis rue Massena, 3e étage, 06000 Nice"))
                .contains("14 bis rue Massena");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nice", "12 rue Masséna", "rue Masséna, Nice", "devant chez moi", ""})
    void looksAroundNothingThatMayBeAnywhere(String place) {
        assertThat(PLACES.around(place)).isEmpty();
    }
}
