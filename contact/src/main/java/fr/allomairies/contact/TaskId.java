package fr.allomairies.contact;

import java.util.UUID;

/// Identifies one thing that a service or somebody of the house has to do for a ticket.
public record TaskId(UUID value) {

    public static TaskId next() {
        return new TaskId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
