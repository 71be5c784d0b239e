package fr.allomairies.workspace.tickets;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.Presence;
import fr.allomairies.workspace.AgentDirectory;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WatchingTest {

    private final Watching watching = new Watching(mock(Presence.class), mock(Cases.class), mock(AgentDirectory.class));

    @Test
    void keepsOneConnectionForAPageThatComesBack() {
        var ticket = TicketId.next();
        var page = UUID.randomUUID();
        var first = watching.open(ticket, new AgentId("amina"), page, Instant.EPOCH);
        var second = watching.open(ticket, new AgentId("amina"), page, Instant.EPOCH);

        assertThatThrownBy(() -> first.send("news")).isInstanceOf(IllegalStateException.class);
        assertThatCode(() -> second.send("news")).doesNotThrowAnyException();
    }
}
