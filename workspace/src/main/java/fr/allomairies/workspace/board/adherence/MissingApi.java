package fr.allomairies.workspace.board.adherence;

import fr.allomairies.contact.AgentState;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.reports.Book;
import fr.allomairies.workspace.board.roster.Planned;
import fr.allomairies.workspace.board.roster.Rosters;
import fr.allomairies.workspace.board.roster.Rosters.Stored;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who should be with citizens now and is not, for the board, which asks every half minute.
@RestController
class MissingApi {

    private final Rosters rosters;
    private final Book book;
    private final AgentDirectory directory;
    private final Clock clock = Clock.systemUTC();

    MissingApi(Rosters rosters, Book book, AgentDirectory directory) {
        this.rosters = rosters;
        this.book = book;
        this.directory = directory;
    }

    /// @param planned whether anything is planned today for anybody who may sign in
    record Answer(boolean planned, List<Line> missing) {}

    record Line(
            String login,
            String name,
            Instant from,
            Instant to,
            AgentState state,
            @Nullable String reason,
            Instant since) {}

    @GetMapping("/api/board/missing")
    Answer missing() {
        var now = clock.instant();
        var day = Interval.day(LocalDate.ofInstant(now, Interval.CITY));
        var active = directory.accounts().stream()
                .filter(Account::active)
                .map(Account::login)
                .collect(Collectors.toSet());
        var planned = Planned.effective(rosters.planned(day).stream()
                .map(Stored::planned)
                .filter(one -> active.contains(one.agent()))
                .toList());
        if (planned.isEmpty()) {
            return new Answer(false, List.of());
        }
        var states = book.facts(day).agents();
        return new Answer(
                true, Missing.of(planned, states, now).stream().map(this::line).toList());
    }

    private Line line(Missing missing) {
        return new Line(
                missing.agent().value(),
                directory.nameOf(missing.agent()),
                missing.from(),
                missing.to(),
                missing.state(),
                missing.reason(),
                missing.since());
    }
}
