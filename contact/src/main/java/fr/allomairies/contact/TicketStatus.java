package fr.allomairies.contact;

/// Where a ticket stands. The allowed changes are the table `TicketLifeCycle` of the ticketing module.
public enum TicketStatus {
    NEW,
    IN_HAND,
    WITH_SERVICE,
    RESOLVED,
    CLOSED
}
