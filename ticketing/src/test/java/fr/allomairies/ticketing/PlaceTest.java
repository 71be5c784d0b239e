package fr.allomairies.ticketing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {

    @ParameterizedTest
    @CsvSource({"NaN, 7", "43, NaN", "Infinity, 7", "90.1, 7", "43, -180.1"})
    void refusesWhatIsNowhereOnEarth(double latitude, double longitude) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Place(latitude, longitude, null));
    }

    /// With a point in any language, and never as 4.37E1.
    @Test
    void namesItselfOnAMap() {
        assertThat(new Place(43.7034, 0.00001, null).map())
                .isEqualTo("https://www.openstreetmap.org/?mlat=43.703400&mlon=0.000010#map=18/43.703400/0.000010");
        assertThat(new Place(null, null, "12 rue de France").map()).isNull();
    }

    @Test
    void takesTheEndsOfTheEarth() {
        assertThatNoException().isThrownBy(() -> new Place(-90.0, 180.0, null));
    }
}
