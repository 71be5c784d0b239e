package fr.allomairies.ticketing.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.ServiceCode;
import fr.allomairies.ticketing.CatalogueVersions.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectorMapTest {

    static final String WEST = "[[[7.20,43.68],[7.25,43.68],[7.25,43.72],[7.20,43.72],[7.20,43.68]]]";
    static final String EAST = "[[[7.25,43.68],[7.30,43.68],[7.30,43.72],[7.25,43.72],[7.25,43.68]]]";
    static final String BOW_TIE = "[[[7.20,43.68],[7.25,43.72],[7.25,43.68],[7.20,43.72],[7.20,43.68]]]";
    static final String PARIS = "[[[2.30,48.80],[2.40,48.80],[2.40,48.90],[2.30,48.90],[2.30,48.80]]]";
    static final ServiceCode ROADS = new ServiceCode("voirie");

    @Test
    void findsTheSectorInWhichAPositionLies() {
        var map = SectorMap.read(
                collection(sector("Ouest", "voirie", "voirie-ouest", WEST), sector("Est", "voirie", "", EAST)));

        assertThat(map.problems()).isEmpty();
        assertThat(map.at(ROADS, 43.70, 7.22)).hasValueSatisfying(west -> {
            assertThat(west.name()).isEqualTo("Ouest");
            assertThat(west.takenBy().value()).isEqualTo("voirie-ouest");
            assertThat(west.squareKilometres()).isBetween(17.0, 19.0);
        });
        assertThat(map.at(ROADS, 43.70, 7.28))
                .hasValueSatisfying(east -> assertThat(east.takenBy()).isEqualTo(ROADS));
        assertThat(map.at(ROADS, 43.76, 7.22)).isEmpty();
        assertThat(map.at(new ServiceCode("proprete"), 43.70, 7.22)).isEmpty();
    }

    @Test
    void givesABorderToTheFirstOfTheFile() {
        var map = SectorMap.read(collection(sector("Est", "voirie", "", EAST), sector("Ouest", "voirie", "", WEST)));

        assertThat(map.at(ROADS, 43.70, 7.25))
                .hasValueSatisfying(it -> assertThat(it.name()).isEqualTo("Est"));
    }

    @Test
    void leavesOutTheHoleOfAPolygon() {
        var hole = WEST.substring(0, WEST.length() - 1)
                + ",[[7.21,43.69],[7.21,43.71],[7.24,43.71],[7.24,43.69],[7.21,43.69]]]";
        var map = SectorMap.read(collection(sector("Ouest", "voirie", "", hole)));

        assertThat(map.problems()).isEmpty();
        assertThat(map.at(ROADS, 43.70, 7.22)).isEmpty();
        assertThat(map.at(ROADS, 43.70, 7.205)).isPresent();
    }

    @Test
    void refusesWhatIsNoAreaOfTheMetropolis() {
        assertThat(codes(sector("Nœud", "voirie", "", BOW_TIE))).containsExactly("shape-invalid");
        assertThat(codes(sector("Paris", "voirie", "", PARIS))).containsExactly("outside-the-metropolis");
        assertThat(codes(sector("Ouvert", "voirie", "", "[[[7.20,43.68],[7.25,43.68],[7.25,43.72],[7.20,43.72]]]")))
                .containsExactly("shape-form");
        assertThat(codes(sector("Texte", "voirie", "", "[[[\"7.20\",43.68],[7.25,43.68],[7.25,43.72],[7.2,43.68]]]")))
                .containsExactly("shape-form");
        assertThat(codes(sector("", "voirie", "", WEST))).containsExactly("name-form");
        assertThat(codes(sector("Ouest", "Voirie !", "", WEST))).containsExactly("service-form");
        assertThat(codes(sector("Ouest", "voirie", "", WEST).replace("Polygon", "Point")))
                .containsExactly("no-polygon");
        assertThat(SectorMap.read("{").problems()).extracting(Problem::code).containsExactly("unreadable");
        assertThat(SectorMap.read("{\"type\":\"Feature\"}").problems())
                .extracting(Problem::code)
                .containsExactly("no-feature-collection");
    }

    @Test
    void refusesTwoThatAskForTheSamePosition() {
        assertThat(codes(sector("Ouest", "voirie", "", WEST), sector("Nord", "voirie", "", WEST)))
                .containsExactly("overlaps");
        assertThat(codes(sector("Ouest", "voirie", "", WEST), sector("Ouest", "voirie", "", EAST)))
                .containsExactly("twice");
        assertThat(codes(sector("Ouest", "voirie", "", WEST), sector("Ouest", "proprete", "", WEST)))
                .isEmpty();
    }

    static String collection(String... features) {
        return "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
    }

    static String sector(String name, String service, String takenBy, String coordinates) {
        return """
                {"type":"Feature","properties":{"name":"%s","service":"%s","taken_by":"%s"},
                 "geometry":{"type":"Polygon","coordinates":%s}}""".formatted(name, service, takenBy, coordinates);
    }

    private static List<String> codes(String... features) {
        return SectorMap.read(collection(features)).problems().stream()
                .map(Problem::code)
                .toList();
    }
}
