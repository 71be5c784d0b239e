package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Something that the clock ends or changes.
///
/// @param agent whom it concerns, if anybody
record Deadline(
        Instant at, Kind kind, ContactId contact, @Nullable AgentId agent) implements Comparable<Deadline> {

    /// In the order in which they are carried out at the same instant.
    enum Kind {
        EXCLUSION,
        STEP,
        WRAP_UP,
        LEASE,
        OVERFLOW
    }

    private static final Comparator<@Nullable AgentId> BY_AGENT = Comparator.nullsFirst(Comparator.naturalOrder());

    static Deadline of(Instant at, Kind kind, ContactId contact) {
        return new Deadline(at, kind, contact, null);
    }

    static Deadline of(Instant at, Kind kind, ContactId contact, AgentId agent) {
        return new Deadline(at, kind, contact, agent);
    }

    @Override
    public int compareTo(Deadline other) {
        var order = at.compareTo(other.at);
        if (order == 0) {
            order = kind.compareTo(other.kind);
        }
        if (order == 0) {
            order = contact.value().compareTo(other.contact.value());
        }
        return order != 0 ? order : BY_AGENT.compare(agent, other.agent);
    }
}
