package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.TicketId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// Who read what is on a ticket, and for what. One line for each reader, purpose and day; a line is kept for a year.
public interface Readings {

    void read(TicketId ticket, AgentId reader, Purpose purpose);

    /// The newest first.
    List<Reading> of(TicketId ticket, int limit);

    enum Purpose {
        /// He has a contact of it in hand.
        CONTACT,
        /// He has taken it.
        OWNER,
        /// He looked it up.
        LOOKED_UP,
        /// It is his service's work.
        SERVICE,
        /// To teach the assistant.
        LEARNING,
        /// For a citizen who wants to know, or to be forgotten.
        RIGHTS;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// @param times how often on that day
    record Reading(AgentId reader, Purpose purpose, Instant first, Instant last, int times) {}
}
