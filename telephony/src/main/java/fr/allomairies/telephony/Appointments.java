package fr.allomairies.telephony;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Citizens who are called back at a time that was agreed with them: from then on as any callback is. Safe for many
/// threads.
public interface Appointments {

    Duration SHORTEST = Duration.ofMinutes(30);
    Duration LONGEST = Duration.ofHours(4);
    Duration FARTHEST = Duration.ofDays(60);

    /// Refused with `number-invalid`, `number-premium` or `number-abroad` as a call that an agent makes, with
    /// `ticket-not-found` and `appointment-exists` when the request has one that is to come, and as [#move] is.
    Optional<Refusal> make(TicketId ticket, String number, Window window, AgentId by);

    /// Refused with `appointment-gone` for one that is not to come any more, `appointment-past`,
    /// `appointment-far` beyond [#FARTHEST], `appointment-window` unless it lasts from [#SHORTEST] to [#LONGEST],
    /// `appointment-closed` when people do not answer for all of it, and `appointment-no-such-time` in the hour
    /// that the clock leaves out.
    Optional<Refusal> move(UUID appointment, Window window, AgentId by);

    /// Refused with `appointment-gone`.
    Optional<Refusal> cancel(UUID appointment, AgentId by);

    /// Somebody has looked after one that was missed. Refused with `appointment-gone`.
    Optional<Refusal> settle(UUID appointment, AgentId by);

    /// Those that were missed and that nobody has looked after, and those to come, each in their order.
    List<Appointment> open(int limit);

    Optional<Appointment> of(TicketId ticket);

    int missed();

    /// As the clocks of the city show it; of an hour that comes twice the first.
    record Window(LocalDate day, LocalTime from, Duration lasts) {}

    /// @param number absent once it was forgotten
    /// @param by who made it, or moved it last
    record Appointment(
            UUID id,
            TicketId ticket,
            @Nullable PhoneNumber number,
            Instant from,
            Instant until,
            AgentId by,
            State state) {}

    enum State {
        /// To come.
        PLANNED,
        /// Its time has come: he waits in the queue, or for the next attempt.
        DUE,
        /// An agent has spoken with him.
        KEPT,
        /// His phone rang within the window, and no agent has spoken with him: the next attempts go on.
        UNREACHED,
        /// Nobody has called him until the end of the window.
        MISSED,
        CANCELLED,
        /// It was missed, and somebody has looked after it, or has spoken with him since.
        SETTLED
    }
}
