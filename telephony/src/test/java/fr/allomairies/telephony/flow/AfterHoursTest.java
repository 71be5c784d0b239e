package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.channels.VoiceIntake.Said;
import fr.allomairies.channels.VoicemailIntake;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketId;
import fr.allomairies.telephony.CityNumber;
import fr.allomairies.telephony.CityNumber.Hours;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.TalkStore.State;
import fr.allomairies.telephony.flow.TalkStore.StoredTalk;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.voiceassistant.OpeningHours;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class AfterHoursTest {

    static final Instant NIGHT = Instant.parse("2026-01-05T02:00:00Z");
    static final CallId CALL = new CallId("asterisk-1-1795295779.0");
    static final PhoneNumber CALLER = new PhoneNumber("+33493001122");
    static final CategoryCode POTHOLE = new CategoryCode("roads.pothole");
    static final String BRIEFING = "> Sujet : voirie";
    static final String PLACE = "12 rue de France, Nice";

    final VoicemailIntake intake = mock();
    final TalkStore talks = mock();
    final CallStore calls = mock();
    final Numbers numbers = mock();
    final AfterHours desk = new AfterHours(
            intake,
            talks,
            calls,
            numbers,
            new TransactionTemplate(mock(PlatformTransactionManager.class)),
            Clock.fixed(NIGHT, ZoneOffset.UTC));

    @BeforeEach
    void isClosed() {
        when(numbers.of(any(String.class)))
                .thenReturn(new CityNumber("3906", "", null, "fr", false, new Hours.OfTheHouse()));
        when(calls.number(CALL.contact())).thenReturn(Optional.of("3906"));
        OpeningHours never = mock();
        when(numbers.hours(any(CityNumber.class))).thenReturn(never);
        when(intake.note(any(), any(), any(), any(), any(), any()))
                .thenReturn(new Receipt(
                        new TicketId(new UUID(0, 1)), "NCA-26-000123", "token", true, POTHOLE, null, null, null));
    }

    @Test
    void notesAllThatWasSaid() {
        calls(null);
        var said = new Said(BRIEFING + "\n> Touche : 1", false, PLACE);
        when(talks.find(CALL)).thenReturn(Optional.of(new StoredTalk(State.TAKEN, said, POTHOLE, true)));

        assertThat(take().number()).isEqualTo("NCA-26-000123");

        verify(intake).note(CALL.value(), CALLER, "3906", "fr", POTHOLE, said);
    }

    /// The end of the call has taken away what was said.
    @Test
    void notesTheRequestOfWhoHasHungUpMeanwhile() {
        calls(null);

        assertThat(take().number()).isEqualTo("NCA-26-000123");

        verify(intake).note(CALL.value(), CALLER, "3906", "fr", POTHOLE, new Said(BRIEFING, true, PLACE));
    }

    @Test
    void notesNothingTwiceOfWhoWaitsForAPerson() {
        calls(NIGHT);

        assertThatThrownBy(this::take).isInstanceOf(IllegalStateException.class);

        verify(intake, never()).note(any(), any(), any(), any(), any(), any());
    }

    private AfterHours.Taken take() {
        return desk.take(CALL, new Summary(BRIEFING, POTHOLE, true, PLACE));
    }

    private void calls(@Nullable Instant queuedAt) {
        when(calls.find(CALL))
                .thenReturn(Optional.of(new CallAccount(
                        CALL,
                        CALL.contact(),
                        CALLER,
                        NIGHT,
                        queuedAt,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null)));
    }
}
