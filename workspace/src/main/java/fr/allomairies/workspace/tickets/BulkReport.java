package fr.allomairies.workspace.tickets;

import fr.allomairies.ticketing.Bulk.Outcome;
import fr.allomairies.ticketing.Bulk.Outcome.Done;
import fr.allomairies.ticketing.Bulk.Outcome.Refused;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.workspace.AgentDirectory;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;

/// What somebody has just done with many requests, kept in his session for as long as he may take it back.
///
/// @param key of this report, so that an old page takes nothing newer back
/// @param what the rest of the key of its text
/// @param numbers of those with which it was done
/// @param undone whether it was itself the taking back
public record BulkReport(
        String key,
        String what,
        List<Done> done,
        List<String> numbers,
        List<Line> refused,
        boolean undone,
        Instant until) {

    static final Duration KEPT_FOR = Duration.ofMinutes(1);

    private static final String NAME = "bulk";

    /// @param code of the refusal
    /// @param owner the name of who has it
    public record Line(
            String number,
            String subject,
            String code,
            @Nullable String owner) {}

    /// @param now what the tickets are by now, by id
    static BulkReport of(
            String key,
            String what,
            boolean undone,
            List<Outcome> outcomes,
            Map<Object, TicketSummary> now,
            AgentDirectory directory,
            Instant until) {
        var done = outcomes.stream()
                .filter(Done.class::isInstance)
                .map(Done.class::cast)
                .toList();
        return new BulkReport(
                key,
                what,
                done,
                done.stream()
                        .map(one -> Objects.requireNonNull(now.get(one.ticket())))
                        .map(TicketSummary::number)
                        .toList(),
                outcomes.stream()
                        .filter(Refused.class::isInstance)
                        .map(Refused.class::cast)
                        .map(one -> line(one, Objects.requireNonNull(now.get(one.ticket())), directory))
                        .toList(),
                undone,
                until);
    }

    private static Line line(Refused refused, TicketSummary ticket, AgentDirectory directory) {
        return new Line(
                ticket.number(),
                ticket.subject(),
                refused.refusal().code(),
                ticket.owner() == null ? null : directory.nameOf(ticket.owner()));
    }

    public boolean isUndoable() {
        return !undone && !done.isEmpty();
    }

    static void keep(HttpSession session, BulkReport report) {
        session.setAttribute(NAME, report);
    }

    static Optional<BulkReport> last(HttpSession session, Instant now) {
        return Optional.ofNullable(session.getAttribute(NAME))
                .map(BulkReport.class::cast)
                .filter(report -> report.until().isAfter(now));
    }

    /// Of two who ask at once, one gets it.
    static Optional<BulkReport> take(HttpSession session, String key, Instant now) {
        synchronized (WebUtils.getSessionMutex(session)) {
            var last = last(session, now).filter(report -> report.key().equals(key) && report.isUndoable());
            last.ifPresent(_ -> session.removeAttribute(NAME));
            return last;
        }
    }
}
