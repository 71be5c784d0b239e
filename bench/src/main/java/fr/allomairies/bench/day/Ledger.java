package fr.allomairies.bench.day;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What the citizens did and saw, kept outside the system under test. Safe for many threads.
final class Ledger {

    private final Map<Integer, Sent> sent = new ConcurrentHashMap<>();

    /// @param key by which the system's own list names the contact, see [Account]
    /// @param seen what the citizen saw of it
    record Sent(PlannedContact contact, String key, Seen seen) {}

    enum Seen {
        /// A person of the city spoke or wrote to the citizen.
        ANSWERED,
        /// The citizen left by himself.
        LEFT,
        /// Sent, and taken in by the system with the protocol's own yes.
        TAKEN,
        /// The protocol said no, or broke.
        FAILED
    }

    void write(PlannedContact contact, String key, Seen seen) {
        sent.put(contact.nth(), new Sent(contact, key, seen));
    }

    Optional<Sent> of(int nth) {
        return Optional.ofNullable(sent.get(nth));
    }

    int size() {
        return sent.size();
    }

    Collection<Sent> all() {
        return List.copyOf(sent.values());
    }
}
