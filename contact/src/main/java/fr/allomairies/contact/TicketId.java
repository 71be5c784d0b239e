package fr.allomairies.contact;

import java.util.UUID;

/// Identifies a ticket. Citizens and agents see its number instead.
public record TicketId(UUID value) {

    public static TicketId next() {
        return new TicketId(UUID.randomUUID());
    }

    public static TicketId of(String text) {
        return new TicketId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
