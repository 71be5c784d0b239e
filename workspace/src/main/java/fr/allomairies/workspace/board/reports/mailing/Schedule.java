package fr.allomairies.workspace.board.reports.mailing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.reports.ReportFile.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Which report goes out when, and to whom.
///
/// @param hour of the first day after a period, in the city, from [#EARLIEST] on
/// @param tables their keys
/// @param language two letters
/// @param since what was due before does not go out
record Schedule(
        UUID id,
        String name,
        Every every,
        int hour,
        List<String> tables,
        List<Type> types,
        List<EmailAddress> mails,
        String language,
        boolean active,
        Instant since,
        AgentId savedBy,
        Instant savedAt) {

    /// The last calls of a day have an hour to end.
    static final int EARLIEST = 1;

    static final int LATEST = 23;

    /// After the house was away, at most so many periods are made up for.
    private static final int MISSED = 7;

    /// When the report of the period is due.
    Instant due(LocalDate first) {
        return every.next(first).atTime(hour, 0).atZone(Interval.CITY).toInstant();
    }

    /// The first days of the periods whose reports are due by then, the oldest first.
    List<LocalDate> due(Instant now) {
        return Stream.iterate(last(now), every::before)
                .limit(MISSED)
                .filter(first -> !due(first).isAfter(now) && due(first).isAfter(since))
                .sorted()
                .toList();
    }

    /// The last period that is over.
    LocalDate last(Instant now) {
        return every.before(every.first(LocalDate.ofInstant(now, Interval.CITY)));
    }

    /// When the next report goes out, whatever is still on its way.
    Instant next(Instant now) {
        var first = last(now);
        return due(first).isAfter(now) ? due(first) : due(every.next(first));
    }
}
