package fr.allomairies.ticketing.web;

import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.TicketSummary;
import java.time.LocalDate;

/// A request in the list of a service.
record OfficerLine(TicketSummary ticket, StatusLabel status, boolean overdue) {

    static OfficerLine of(TicketSummary ticket, LocalDate today) {
        var overdue = ticket.status() == TicketStatus.WITH_SERVICE
                && ticket.due() != null
                && ticket.due().isBefore(today);
        return new OfficerLine(ticket, StatusLabel.of(ticket), overdue);
    }
}
