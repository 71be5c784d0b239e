package fr.allomairies.workspace.board.reports.mailing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.board.reports.ReportFile.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The report of one period, on its way or there.
///
/// @param askedBy who wanted it at once; absent where it was time
record Mailing(
        UUID id,
        UUID schedule,
        String name,
        Every every,
        LocalDate first,
        LocalDate last,
        List<String> tables,
        List<Type> types,
        String language,
        @Nullable AgentId askedBy,
        Instant madeAt) {

    static Mailing of(Schedule schedule, LocalDate first, @Nullable AgentId askedBy, Instant now) {
        return new Mailing(
                UUID.randomUUID(),
                schedule.id(),
                schedule.name(),
                schedule.every(),
                first,
                schedule.every().next(first).minusDays(1),
                schedule.tables(),
                schedule.types(),
                schedule.language(),
                askedBy,
                now);
    }

    /// @param dueAt absent when there is nothing left to do
    /// @param failure a code, of the last time
    record Message(
            UUID id,
            UUID mailing,
            String target,
            int tries,
            @Nullable Instant dueAt,
            @Nullable Instant sentAt,
            @Nullable String failure) {}
}
