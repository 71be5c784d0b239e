package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.Refusal;
import java.util.Optional;

/// Refusals that several commands share.
final class Refusals {

    private Refusals() {}

    static Optional<Refusal> noTicket() {
        return refuse("ticket-not-found", "there is no such ticket");
    }

    static Optional<Refusal> anonymised() {
        return refuse("ticket-anonymised", "what was said on the ticket is gone");
    }

    static Optional<Refusal> saidOtherwise() {
        return refuse("said-otherwise", "the key is that of another text, which was written");
    }

    static Optional<Refusal> refuse(String code, String detail) {
        return Optional.of(new Refusal(code, detail));
    }
}
