package fr.allomairies.contact;

import java.util.UUID;

/// Identifies one thing said or written on a ticket.
public record InteractionId(UUID value) {

    public static InteractionId next() {
        return new InteractionId(UUID.randomUUID());
    }

    public static InteractionId of(String text) {
        return new InteractionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
