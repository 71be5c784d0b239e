package fr.allomairies.workspace.tickets;

import fr.allomairies.channels.ReplyWindows;
import fr.allomairies.channels.ReplyWindows.How;
import fr.allomairies.channels.ReplyWindows.ReplyWindow;
import fr.allomairies.ticketing.RefusedAddresses;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.TicketSummary;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Whether the citizen of a request can be written to: by mail, or in the messenger that he wrote in.
@Component
class Reach {

    private final ReplyWindows windows;
    private final RefusedAddresses refused;

    Reach(ReplyWindows windows, RefusedAddresses refused) {
        this.windows = windows;
        this.refused = refused;
    }

    /// Whether his address took no mail of ours.
    boolean isRefused(Sender citizen) {
        return citizen.email() != null && refused.contains(citizen.email());
    }

    boolean of(TicketSummary ticket, Sender citizen) {
        return citizen.email() != null
                || window(ticket).filter(window -> window.how() != How.NOT).isPresent();
    }

    /// Of a request that came by a messenger.
    Optional<ReplyWindow> window(TicketSummary ticket) {
        return ticket.channel().isMessenger() ? windows.of(ticket.id(), ticket.channel()) : Optional.empty();
    }
}
