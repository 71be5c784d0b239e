package fr.allomairies.application.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109);
    private static final long NONE = 0;

    /// RFC 6238, appendix B, of whose eight digits ours are the last six.
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void makesTheCodesOfTheStandard(long second, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(ints = {-30, 0, 30})
    void takesAClockThatIsHalfAMinuteOff(int seconds) {
        var code = Totp.code(SECRET, Totp.step(NOW.plusSeconds(seconds)));

        assertThat(Totp.stepOf(code, SECRET, NOW, NONE)).hasValue(Totp.step(NOW.plusSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 60})
    void refusesAClockThatIsAMinuteOff(int seconds) {
        var code = Totp.code(SECRET, Totp.step(NOW.plusSeconds(seconds)));

        assertThat(Totp.stepOf(code, SECRET, NOW, NONE)).isEmpty();
    }

    @Test
    void takesNoCodeOfAStepThatIsUsed() {
        var code = Totp.code(SECRET, Totp.step(NOW));

        assertThat(Totp.stepOf(code, SECRET, NOW, Totp.step(NOW))).isEmpty();
        assertThat(Totp.stepOf(code, SECRET, NOW, Totp.step(NOW) - 1)).isPresent();
    }

    /// RFC 4648, section 10, and of more than 64 bits.
    @ParameterizedTest
    @CsvSource({"fooba, MZXW6YTB", "12345678901234567890, GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"})
    void writesTheSecretAsTelephonesTakeIt(String bytes, String text) {
        assertThat(Totp.base32(bytes.getBytes(StandardCharsets.US_ASCII))).isEqualTo(text);
    }
}
