package fr.allomairies.ticketing.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import fr.allomairies.ticketing.Catalogue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class WordingTest {

    private final Wording wording = new Wording(mock(Catalogue.class));

    @Test
    void saysTheFirstOfAMonthAsItIsSaidInEachLanguage() {
        var first = LocalDate.of(2026, 12, 1);

        assertThat(wording.day(Locale.FRENCH, first)).isEqualTo("mardi 1er décembre 2026");
        assertThat(wording.day(Locale.ENGLISH, first)).isEqualTo("Tuesday 1 December 2026");
        assertThat(wording.moment(Locale.FRENCH, Instant.parse("2026-12-01T08:05:00Z")))
                .isEqualTo("mardi 1er décembre 2026 à 09:05");
        assertThat(wording.day(Locale.FRENCH, LocalDate.of(2026, 12, 21))).isEqualTo("lundi 21 décembre 2026");
    }
}
