package fr.allomairies.contact;

import java.util.UUID;

/// Identifies one contact from arrival to outcome, whatever the channel.
public record ContactId(UUID value) {

    public static ContactId next() {
        return new ContactId(UUID.randomUUID());
    }

    public static ContactId of(String text) {
        return new ContactId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
