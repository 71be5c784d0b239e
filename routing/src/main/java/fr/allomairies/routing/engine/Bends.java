package fr.allomairies.routing.engine;

import java.time.Instant;
import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// When the scores of which contacts change their slopes.
final class Bends {

    record Bend(Instant at, Contact contact) {}

    private static final Comparator<Bend> ORDER = (one, other) -> {
        var order = one.at.compareTo(other.at);
        return order != 0 ? order : Contact.BY_ID.compare(one.contact, other.contact);
    };

    private final TreeSet<Bend> all = new TreeSet<>(ORDER);

    void add(Contact contact) {
        add(contact, contact.request.queuedAt());
    }

    void add(Contact contact, Instant after) {
        contact.nextBend = contact.plan.pace().nextBend(Pace.micros(after));
        if (contact.nextBend != null) {
            all.add(new Bend(contact.nextBend, contact));
        }
    }

    void remove(Contact contact) {
        if (contact.nextBend != null) {
            all.remove(new Bend(contact.nextBend, contact));
        }
    }

    /// The next one that is due, which is then over.
    @Nullable
    Bend due(Instant at) {
        return all.isEmpty() || all.getFirst().at().isAfter(at) ? null : all.removeFirst();
    }
}
