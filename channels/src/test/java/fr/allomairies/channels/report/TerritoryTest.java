package fr.allomairies.channels.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerritoryTest {

    final Territory territory = Territory.ofTheMetropolis();

    @ParameterizedTest
    @CsvSource({
        "43.7034,7.2663,place Masséna",
        "43.6637,7.1489,Cagnes-sur-Mer",
        "43.7222,7.1117,Vence",
        "43.7917,7.1878,Carros",
        "43.7286,7.3616,Èze",
        "43.7203,7.4003,Cap-d'Ail",
        "44.0697,7.2561,Saint-Martin-Vésubie",
        "44.1869,7.0503,Isola",
        "44.2561,6.9250,Saint-Étienne-de-Tinée",
        "44.0928,6.9647,Roure",
        "43.9717,7.3127,Lantosque",
        "43.8611,7.2472,Levens"
    })
    void containsItsCommunes(double latitude, double longitude, String place) {
        assertThat(territory.contains(latitude, longitude)).as(place).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "48.8566,2.3522,Paris",
        "43.5804,7.1251,Antibes",
        "43.5528,7.0174,Cannes",
        "43.7749,7.4975,Menton",
        "43.7396,7.4275,Monaco",
        "43.6584,6.9226,Grasse",
        "0,0,nowhere",
        "7.2663,43.7034,the two exchanged"
    })
    void leavesOutItsNeighboursAndTheRestOfTheWorld(double latitude, double longitude, String place) {
        assertThat(territory.contains(latitude, longitude)).as(place).isFalse();
    }
}
