package fr.allomairies.application.parts;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @ParameterizedTest
    @ValueSource(ints = {8080 + 2000, 8088 + 1992, 6666})
    void offersNoSiteWhereNoBrowserGoes(int port) {
        assertThatExceptionOfType(PartFailed.class)
                .isThrownBy(() -> Ports.requireBrowsable(port))
                .withMessageContaining(Integer.toString(port));
    }

    @Test
    void offersTheSiteAtItsUsualPort() {
        assertThatCode(() -> Ports.requireBrowsable(8080)).doesNotThrowAnyException();
    }
}
