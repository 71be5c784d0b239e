package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerNumbersTest {

    final CallerNumbers numbers = new CallerNumbers("FR");

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
        0493112233,      +33493112233
        +33493112233,    +33493112233
        0033493112233,   +33493112233
        +393331234567,   +393331234567
        ,                none
        anonymous,       none
        12,              none
        +,               none
        99999999999999999999, none
        """)
    void makesANumberOfWhatTheNetworkSays(@Nullable String from, @Nullable String e164) {
        var number = numbers.parse(from);

        assertThat(number == null ? null : number.e164()).isEqualTo(e164);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        0493000010,      +33493000010
        +33493000010,    +33493000010
        0033493000010,   +33493000010
        33493000010,     +33493000010
        04 93 00 00 10,  +33493000010
        3906,            3906
        """)
    void knowsANumberOfTheCityInAllFormsInWhichItIsDelivered(String delivered, String dialled) {
        assertThat(numbers.dialled(delivered)).isEqualTo(dialled);
        assertThat(numbers.delivered(dialled)).contains(delivered.replaceAll("[^0-9]", ""));
    }
}
