package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.Refusal;
import fr.allomairies.telephony.OutwardSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallerNumbersTest {

    final CallerNumbers numbers = new CallerNumbers("FR", new OutwardSettings(false, false));

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

    @Test
    void letsAgentsCallOrdinaryNumbersOfTheCountryAsPeopleWriteThem() {
        assertThat(refusal("06 12 34 56 78")).isEmpty();
        assertThat(refusal("04.93.11.22.33")).isEmpty();
        assertThat(refusal("+33 4 93 11 22 33")).isEmpty();
        assertThat(refusal("0800 12 34 56")).isEmpty();
        assertThat(refusal("0809 40 14 01")).isEmpty();
    }

    @Test
    void refusesWhatIsDearAbroadOrNoNumber() {
        assertThat(refusal("08 92 70 12 39")).contains("number-premium");
        assertThat(refusal("08 20 12 34 56")).contains("number-premium");
        assertThat(refusal("+39 06 698 12345")).contains("number-abroad");
        assertThat(refusal("+262 262 40 40 40")).contains("number-abroad");
        for (var none : new String[] {"", "3906", "112", "chez lui", "04 93 11 22"}) {
            assertThat(refusal(none)).as(none).contains("number-invalid");
        }
    }

    @Test
    void letsACityAllowThem() {
        var free = new CallerNumbers("FR", new OutwardSettings(true, true));
        assertThat(free.refusal(free.parse("08 92 70 12 39"))).isEmpty();
        assertThat(free.refusal(free.parse("+39 06 698 12345"))).isEmpty();
    }

    @Test
    void writesANumberAsPeopleDo() {
        assertThat(numbers.written(new PhoneNumber("+33612345678"))).isEqualTo("06 12 34 56 78");
    }

    private Optional<String> refusal(String typed) {
        return numbers.refusal(numbers.parse(typed)).map(Refusal::code);
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
