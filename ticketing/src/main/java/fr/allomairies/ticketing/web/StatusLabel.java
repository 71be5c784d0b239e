package fr.allomairies.ticketing.web;

import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.ticketing.TicketSummary;

/// Where a request stands, in a word that needs no explanation.
///
/// @param key of the message; `tone` is the colour of the badge, which never stands alone
record StatusLabel(String key, String tone) {

    static StatusLabel of(TicketSummary ticket) {
        return switch (ticket.status()) {
            case NEW -> new StatusLabel("ticketing.status.new", "badge-accent");
            case IN_HAND -> new StatusLabel("ticketing.status.in-hand", "badge-accent");
            case WITH_SERVICE -> withService(ticket);
            case RESOLVED -> new StatusLabel("ticketing.status.resolved", "badge-good");
            case CLOSED -> new StatusLabel("ticketing.status.closed", "badge-good");
        };
    }

    private static StatusLabel withService(TicketSummary ticket) {
        if (ticket.progress() == ServiceProgress.DELAYED) {
            return new StatusLabel("ticketing.status.delayed", "badge-warn");
        }
        return ticket.progress() == ServiceProgress.IN_PROGRESS
                ? new StatusLabel("ticketing.status.in-progress", "badge-violet")
                : new StatusLabel("ticketing.status.with-service", "badge-accent");
    }
}
