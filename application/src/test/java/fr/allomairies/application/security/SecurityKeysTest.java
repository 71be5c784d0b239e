package fr.allomairies.application.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityKeysTest {

    @ParameterizedTest
    @CsvSource({
        "HTTPS://Allo.Nice.FR, https://allo.nice.fr",
        "https://allo.nice.fr:443/, https://allo.nice.fr",
        "http://localhost:80, http://localhost",
        "https://allo.nice.fr:80, https://allo.nice.fr:80",
        "http://localhost:8080/, http://localhost:8080"
    })
    void theOriginIsWrittenAsBrowsersDo(URI city, String origin) {
        assertThat(SecurityKeys.origin(city)).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"allo.nice.fr", "https:///desk", "http://allo_mairies:8080"})
    void anAddressWithoutAHostIsRefused(URI city) {
        assertThatIllegalArgumentException().isThrownBy(() -> SecurityKeys.origin(city));
    }
}
