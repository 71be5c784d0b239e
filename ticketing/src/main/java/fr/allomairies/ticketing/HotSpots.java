package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where many have reported the same nearby within a short time, which may be one incident. Safe for many threads.
public interface HotSpots {

    /// Of the 500 newest open requests that have a position; the one with the most reports first.
    List<HotSpot> found();

    /// They are one incident: one stands for all, every other is merged into it, its citizen told as of any merge.
    /// Each merge can be undone by itself.
    ///
    /// @param reports those that were seen; what came since is not touched
    Outcome raise(Collection<TicketId> reports, AgentId by);

    /// They are not, and count in no hot spot from now on.
    void dismiss(Collection<TicketId> reports, AgentId by);

    /// @param reports the oldest first
    record HotSpot(CategoryCode category, List<Report> reports) {

        public HotSpot {
            reports = reports.stream()
                    .sorted(Comparator.comparing(Report::openedAt))
                    .toList();
        }

        /// Which would stand for all: one that a service works on, or else the oldest.
        public Report incident() {
            return reports.stream().filter(Report::withService).findFirst().orElseGet(reports::getFirst);
        }

        /// With those that are one matter with one of them already.
        public int count() {
            return reports.stream().mapToInt(report -> 1 + report.joined()).sum();
        }
    }

    /// @param joined how many of the same time it stands for already
    record Report(
            TicketId ticket,
            String number,
            CategoryCode category,
            double latitude,
            double longitude,
            @Nullable String address,
            Instant openedAt,
            boolean withService,
            int joined) {}

    /// @param incident number of the request that stands for all; absent when none was left
    /// @param joined how many were merged into it
    /// @param refusal of the last that was not: somebody has it in hand, or another service works on it
    record Outcome(@Nullable String incident, int joined, Optional<Refusal> refusal) {}
}
