package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import java.time.Instant;
import java.util.Comparator;

/// Something that the clock ends.
record Deadline(Instant at, Kind kind, ContactId contact, AgentId agent) implements Comparable<Deadline> {

    /// In the order in which they end at the same instant.
    enum Kind {
        EXCLUSION,
        WRAP_UP,
        LEASE
    }

    private static final Comparator<Deadline> ORDER = Comparator.comparing(Deadline::at)
            .thenComparing(Deadline::kind)
            .thenComparing(deadline -> deadline.contact().value())
            .thenComparing(Deadline::agent);

    @Override
    public int compareTo(Deadline other) {
        return ORDER.compare(this, other);
    }
}
