package fr.allomairies.contact;

import java.util.UUID;

/// Identifies a citizen as far as we know who it is.
public record CitizenId(UUID value) {

    public static CitizenId next() {
        return new CitizenId(UUID.randomUUID());
    }

    public static CitizenId of(String text) {
        return new CitizenId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
