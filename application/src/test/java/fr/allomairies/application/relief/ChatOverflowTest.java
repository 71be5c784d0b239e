package fr.allomairies.application.relief;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.channels.ChatRelief;
import fr.allomairies.channels.ChatRelief.Done;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactId;
import fr.allomairies.routing.Routing;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatOverflowTest {

    final Routing routing = mock(Routing.class, RETURNS_DEEP_STUBS);
    final ChatRelief relief = mock(ChatRelief.class);
    final ChatOverflow overflow = new ChatOverflow(routing, relief, Clock.systemUTC());

    @Test
    void oneWhoCannotBeLetGoKeepsNoOtherWaiting() {
        var first = ContactId.next();
        var second = ContactId.next();
        when(routing.snapshot().waiting()).thenReturn(List.of());
        when(relief.done(any()))
                .thenReturn(List.of(
                        new Done(first, ContactOverflowed.ASSISTANT), new Done(second, ContactOverflowed.CALLBACK)));
        doThrow(new IllegalStateException("away")).when(routing).leave(first, ContactOverflowed.ASSISTANT);

        overflow.round();

        verify(routing).leave(second, ContactOverflowed.CALLBACK);
    }
}
