package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.HouseHours;
import fr.allomairies.telephony.OutwardSettings;
import fr.allomairies.voiceassistant.DialogueState.Slow;
import fr.allomairies.voiceassistant.Timetable;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaysOfChatsTest {

    static final Instant NOW = Instant.parse("2026-11-30T09:00:00Z");

    final LongWait longWait = mock();
    final HouseHours hours = mock();
    final WaysOfChats ways = new WaysOfChats(
            longWait, new CallerNumbers("FR", mock(OutwardSettings.class)), hours, Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void open() {
        when(hours.inForce()).thenReturn(timetable(true));
    }

    @Test
    void isBusyWhereTheWaitIsLongAndClosedOutsideTheHours() {
        assertThat(ways.slow(null)).isEmpty();
        when(longWait.isLong(any(), any())).thenReturn(true);
        assertThat(ways.slow(null)).contains(Slow.BUSY);
        when(hours.inForce()).thenReturn(timetable(false));
        assertThat(ways.slow(null)).contains(Slow.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"06 12 34 56 78", "c'est le 0612345678 merci", "+33 6 12 34 56 78", "non, plutôt 06.12.34.56.78"
            })
    void findsANumberInASentence(String sentence) {
        assertThat(ways.callable(sentence)).contains(new PhoneNumber("+33612345678"));
        assertThat(ways.written(new PhoneNumber("+33612345678"))).isEqualTo("06 12 34 56 78");
    }

    /// Dear, abroad, too short, none.
    @ParameterizedTest
    @ValueSource(strings = {"0899 70 11 22", "+44 20 7946 0958", "06 12 34", "3 rue de France", "oui", ""})
    void callsNoOther(String sentence) {
        assertThat(ways.callable(sentence)).isEmpty();
    }

    private static Timetable timetable(boolean alwaysOpen) {
        return new Timetable(alwaysOpen, ZoneId.of("Europe/Paris"), Map.of(), List.of());
    }
}
