package fr.allomairies.contact;

/// Where a ticket stands. The allowed changes are the table `TicketLifeCycle` of the ticketing module.
public enum TicketStatus {
    NEW,
    IN_HAND,
    WITH_SERVICE,
    RESOLVED,
    CLOSED;

    /// Whether somebody has still to do something.
    public boolean isOpen() {
        return switch (this) {
            case NEW, IN_HAND, WITH_SERVICE -> true;
            case RESOLVED, CLOSED -> false;
        };
    }
}
