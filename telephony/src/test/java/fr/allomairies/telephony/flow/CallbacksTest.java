package fr.allomairies.telephony.flow;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.channels.ChatCallbacks;
import fr.allomairies.channels.VoiceIntake;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.OverflowReason;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.HouseHours;
import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.CallAccount.Attempt;
import fr.allomairies.voiceassistant.Timetable;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/// Who chose in a chat to be called back, on a Sunday of a house that opens on Monday at nine.
class CallbacksTest {

    static final Instant NOW = Instant.parse("2026-11-29T10:00:00Z");
    static final Instant MONDAY = Instant.parse("2026-11-30T08:00:00Z");
    static final Instant QUEUED = NOW.minusSeconds(60);
    static final PhoneNumber NUMBER = new PhoneNumber("+33612345678");

    final ContactId chat = ContactId.next();
    final ContactOverflowed left =
            new ContactOverflowed(NOW, chat, "chats", ContactOverflowed.CALLBACK, OverflowReason.CHOSEN);
    final ChatCallbacks chats = mock();
    final HouseHours hours = mock();
    final CallStore store = mock();
    final EventLog log = mock();
    final Callbacks callbacks = new Callbacks(
            mock(Routing.class),
            mock(VoiceIntake.class),
            chats,
            hours,
            mock(Numbers.class),
            store,
            mock(AppointmentStore.class),
            log,
            mock(TransactionTemplate.class),
            mock(TelephonySettings.class),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void onMondays() {
        ContactQueued queued = mock();
        when(queued.at()).thenReturn(QUEUED);
        when(log.of(chat)).thenReturn(List.of(queued));
        when(hours.inForce())
                .thenReturn(new Timetable(
                        false,
                        ZoneId.of("Europe/Paris"),
                        Timetable.week(Map.of(DayOfWeek.MONDAY, "09:00-17:00")),
                        List.of()));
    }

    @Test
    void isCalledFromTheNextOpeningOnAtTheAgeOfHisChat() {
        when(chats.promised(chat)).thenReturn(Optional.of(NUMBER));

        callbacks.left(left);

        var of = CallId.chat(chat);
        verify(store).planned(CallId.callback(1, of), NUMBER, NOW, new Attempt(1, of, QUEUED), MONDAY);
        verify(log).append(new ContactEnded(NOW, chat, Outcome.CALLBACK));
    }

    @Test
    void whoCalledHasHisCallPlannedAlready() {
        when(chats.promised(chat)).thenReturn(Optional.empty());

        callbacks.left(left);

        verify(store, never()).planned(any(), any(), any(), any(), any());
        verify(log).append(new ContactEnded(NOW, chat, Outcome.CALLBACK));
    }
}
