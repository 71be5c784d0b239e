package fr.allomairies.workspace.desk;

import fr.allomairies.contact.TicketId;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A call that was asked for on the page of a ticket, where a browser is no telephone: the desk makes it as soon as it
/// is one. Kept in the session of the agent, and taken once.
///
/// @param number as typed
public record WantedCall(TicketId ticket, String number, Instant at) {

    private static final String KEY = WantedCall.class.getName();
    private static final Duration WANTED_FOR = Duration.ofMinutes(1);

    public static void keep(HttpSession session, TicketId ticket, String number) {
        new WantedCall(ticket, number, Instant.now()).keepIn(session);
    }

    void keepIn(HttpSession session) {
        session.setAttribute(KEY, this);
    }

    static boolean isIn(HttpSession session) {
        return session.getAttribute(KEY) != null;
    }

    /// Empty when there is none, or when too much time has gone by for it to be expected still.
    static Optional<WantedCall> take(HttpSession session) {
        var wanted = (WantedCall) session.getAttribute(KEY);
        session.removeAttribute(KEY);
        return Optional.ofNullable(wanted)
                .filter(call -> call.at().isAfter(Instant.now().minus(WANTED_FOR)));
    }
}
