package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;

/// Who has a ticket after somebody reached for it.
public sealed interface Taking {

    /// Who asked has it, now or already.
    record Taken() implements Taking {}

    /// Somebody was faster.
    record HeldBy(AgentId owner) implements Taking {}

    record NoTicket() implements Taking {}
}
