package fr.allomairies.ticketing;

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

    @Test
    void takesTheEndsOfTheEarth() {
        assertThatNoException().isThrownBy(() -> new Place(-90.0, 180.0, null));
    }
}
