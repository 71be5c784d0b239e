package fr.allomairies.ticketing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TicketNumberTest {

    static final TicketNumber NUMBER = new TicketNumber("NCA-26-000123");

    @Test
    void isMadeOfTheYearAndASequenceThatMayOutgrowIt() {
        assertThat(TicketNumber.of(LocalDate.of(2026, 3, 1), 123)).isEqualTo(NUMBER);
        assertThat(TicketNumber.of(LocalDate.of(2031, 3, 1), 12_345_678)).hasToString("NCA-31-12345678");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Re: Lampe [NCA-26-000123]", "[nca-26-000123] Lampe", "TR: [ NCA-26-000123 ] [NCA-26-000999]"})
    void isReadInASubject(String subject) {
        assertThat(TicketNumber.inSubject(subject)).contains(NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NCA-26-000123", "[NCA-26-123]", "[NCA-2026-000123]", "", "[XNCA-26-000123]"})
    void isNotSeenWhereThereIsNoTag(String subject) {
        assertThat(TicketNumber.inSubject(subject)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NCA-26-000123", " nca-26-000123 ", "[NCA-26-000123]"})
    void isReadAlone(String text) {
        assertThat(TicketNumber.read(text)).contains(NUMBER);
    }

    @Test
    void tagsASubjectOnce() {
        assertThat(NUMBER.tag("Re: Lampe")).isEqualTo("Re: Lampe [NCA-26-000123]");
        assertThat(NUMBER.tag("Re: Lampe [NCA-26-000123]")).isEqualTo("Re: Lampe [NCA-26-000123]");
        assertThat(NUMBER.tag("")).isEqualTo("[NCA-26-000123]");
    }

    @Test
    void refusesAnythingElse() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TicketNumber("12"));
    }
}
