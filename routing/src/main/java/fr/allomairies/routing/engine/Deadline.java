package fr.allomairies.routing.engine;

import fr.allomairies.contact.AgentId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Something that the clock ends or changes.
final class Deadline extends Agenda.Entry<Deadline> {

    /// In the order in which they are carried out at the same instant.
    enum Kind {
        EXCLUSION,
        STEP,
        WRAP_UP,
        LEASE,
        CONSULT,
        OVERFLOW
    }

    private static final Comparator<@Nullable AgentId> BY_AGENT = Comparator.nullsFirst(Comparator.naturalOrder());

    final Instant at;
    final Kind kind;
    final Contact contact;

    /// Whom it concerns, if anybody.
    final @Nullable AgentId agent;

    Deadline(Instant at, Kind kind, Contact contact, @Nullable AgentId agent) {
        super(Pace.micros(at));
        this.at = at;
        this.kind = kind;
        this.contact = contact;
        this.agent = agent;
    }

    boolean isSameAs(@Nullable Deadline other) {
        return other != null && at.equals(other.at) && kind == other.kind && Objects.equals(agent, other.agent);
    }

    @Override
    int orderBeside(Deadline other) {
        var order = at.compareTo(other.at);
        if (order == 0) {
            order = kind.compareTo(other.kind);
        }
        if (order == 0) {
            order = Contact.BY_ID.compare(contact, other.contact);
        }
        return order != 0 ? order : BY_AGENT.compare(agent, other.agent);
    }
}
