package fr.allomairies.telephony.flow;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.CityNumber;
import fr.allomairies.telephony.CityNumber.Hours;
import fr.allomairies.telephony.HouseHours;
import fr.allomairies.telephony.OutwardSettings;
import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.voiceassistant.HoursSettings;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.support.TransactionTemplate;

class NumbersTest {

    static final LocalDate EVE = LocalDate.of(2026, 12, 24);
    static final Hours HOUSE = new Hours.OfTheHouse();

    final NumberStore store = mock();
    final EventLog log = mock();
    final TelephonySettings settings = mock();
    final HouseHours hours = mock();

    Numbers numbers;

    @BeforeEach
    void make() {
        when(settings.cityNumber()).thenReturn("3906");
        when(settings.language()).thenReturn("fr");
        when(hours.inForce()).thenReturn(new HoursSettings(null, null, null, null).timetable());
        var forms = new CallerNumbers("FR", new OutwardSettings(false, false));
        numbers = new Numbers(
                store,
                mock(CallStore.class),
                forms,
                mock(Line.class),
                log,
                mock(TransactionTemplate.class),
                settings,
                hours,
                Clock.systemUTC());
    }

    @ParameterizedTest
    @CsvSource({
        "0493000010; drop, Eau, fr, number-malformed",
        "4, Eau, fr, number-malformed",
        "1234567890123456, Eau, fr, number-malformed",
        "0493000010, ' ', fr, name-form",
        "0493000010, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, fr, name-form",
        "0493000010, Eau, de, language-unknown",
    })
    void refusesWhatIsNoNumber(String number, String name, String language, String code) {
        assertThat(put(new CityNumber(number, name, null, language, false, HOUSE)))
                .isEqualTo(code);
        verifyNoInteractions(store, log);
    }

    @Test
    void refusesHoursThatMakeNoSense() {
        assertThat(put(Map.of(), Set.of())).isEqualTo("hours-malformed");
        assertThat(put(Map.of(DayOfWeek.MONDAY, "08:00 à 12:00"), Set.of())).isEqualTo("hours-malformed");
        assertThat(put(Map.of(DayOfWeek.MONDAY, "12:00-08:00"), Set.of())).isEqualTo("hours-malformed");
        assertThat(put(Map.of(DayOfWeek.MONDAY, "08:00-12:00"), Set.of(EVE))).isEqualTo("done");
    }

    @Test
    void refusesMoreClosuresThanAYearCanNeed() {
        var many = IntStream.rangeClosed(0, 100).mapToObj(EVE::plusDays).collect(toSet());

        assertThat(put(Map.of(DayOfWeek.MONDAY, "08:00-12:00"), many)).isEqualTo("closures-malformed");
    }

    private String put(Map<DayOfWeek, String> week, Set<LocalDate> closures) {
        return put(new CityNumber("0493000010", "Eau", null, "fr", false, new Hours.Own(week, closures)));
    }

    private String put(CityNumber number) {
        return numbers.put(number, new AgentId("admin")).map(Refusal::code).orElse("done");
    }
}
