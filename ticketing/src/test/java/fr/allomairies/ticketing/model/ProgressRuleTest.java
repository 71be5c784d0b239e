package fr.allomairies.ticketing.model;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProgressRuleTest {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest
    @CsvSource({
        "DELAYED, 2026-11-21, date-past",
        "DELAYED, 2026-11-22, ''",
        "DELAYED, 2031-11-22, ''",
        "DELAYED, 2031-11-23, date-far",
        "IN_PROGRESS, +999999999-12-31, date-far",
        "DELAYED, , date-missing",
        "DONE, , ''"
    })
    void aDateIsOneThatSomebodyWillLiveToSee(ServiceProgress progress, LocalDate date, String code) {
        assertThat(ProgressRule.check(progress, "pièce manquante", date, TODAY)
                        .map(Refusal::code)
                        .orElse(""))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource
    void noOtherDateIsAnnouncedWithoutAReason(ServiceProgress progress) {
        assertThat(ProgressRule.check(progress, " ", TODAY.plusDays(3), TODAY).map(Refusal::code))
                .contains("reason-missing");
    }
}
