package fr.allomairies.workspace.administration;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.telephony.CityNumber;
import fr.allomairies.telephony.CityNumber.Hours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberFormTest {

    static final CategoryCode WATER = new CategoryCode("water.leak");

    static Stream<CityNumber> numbers() {
        return Stream.of(
                new CityNumber("+33493000010", "Eau", WATER, "fr", false, new Hours.OfTheHouse()),
                new CityNumber("3906", "Town hall", null, "en", true, new Hours.Always()),
                new CityNumber(
                        "3906",
                        "Samedi",
                        null,
                        "fr",
                        false,
                        new Hours.Own(
                                Map.of(DayOfWeek.SATURDAY, "09:00-12:00,14:00-16:00"),
                                Set.of(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 31)))));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void isReadAsItIsShown(CityNumber number) {
        var shown = NumberForm.of(number);
        var sent = new HashMap<>(Map.of(
                "number", shown.number(),
                "name", shown.name(),
                "category", shown.category(),
                "language", shown.language(),
                "hours", shown.hours(),
                "closures", shown.closures()));
        shown.week().forEach((day, spans) -> sent.put("week." + day, spans));
        if (shown.relayed()) {
            sent.put("relayed", "true");
        }

        assertThat(NumberForm.read(sent).read()).contains(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/02/2026", "2026-12-24", "Noël", "24/12/26"})
    void isNotReadWithAClosureThatIsNoDay(String closure) {
        assertThat(NumberForm.read(Map.of("hours", "own", "closures", closure)).read())
                .isEmpty();
    }

    @Test
    void takesNothingForTheHoursOfTheHouse() {
        assertThat(NumberForm.read(Map.of("number", "3906", "name", "x", "language", "fr"))
                        .read())
                .hasValueSatisfying(read -> assertThat(read.hours()).isEqualTo(new Hours.OfTheHouse()));
    }
}
