package fr.allomairies.workspace.board.adherence;

import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.reports.Book;
import fr.allomairies.workspace.board.reports.Shown;
import fr.allomairies.workspace.board.roster.Planned;
import fr.allomairies.workspace.board.roster.Rosters;
import fr.allomairies.workspace.board.roster.Rosters.Stored;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// How much of what was planned was done, by agent and for the team.
@Controller
class AdherencePages {

    private static final int MOST_DAYS = 31;

    private final Rosters rosters;
    private final Book book;
    private final AgentDirectory directory;
    private final Clock clock = Clock.systemUTC();

    AdherencePages(Rosters rosters, Book book, AgentDirectory directory) {
        this.rosters = rosters;
        this.book = book;
        this.directory = directory;
    }

    @GetMapping("/staffing/adherence")
    String adherence(@RequestParam Optional<String> from, @RequestParam Optional<String> to, Model page) {
        var now = clock.instant();
        var first = from.orElse(LocalDate.ofInstant(now, Interval.CITY).toString());
        var last = to.orElse(first);
        page.addAttribute("from", first);
        page.addAttribute("to", last);
        page.addAttribute("mostDays", MOST_DAYS);
        var interval = interval(first, last);
        if (interval == null) {
            page.addAttribute("problem", "days");
            return "roster/adherence";
        }
        var facts = book.facts(interval);
        if (facts.since().isAfter(interval.from())) {
            page.addAttribute("problem", "old");
            return "roster/adherence";
        }
        page.addAttribute("directory", directory);
        page.addAttribute("show", new Shown());
        page.addAttribute("running", now.isBefore(interval.to()));
        var planned = Planned.effective(
                rosters.planned(interval).stream().map(Stored::planned).toList());
        page.addAttribute("adherence", Adherence.of(planned, facts.agents(), upTo(now, interval)));
        return "roster/adherence";
    }

    private static Interval upTo(Instant now, Interval interval) {
        var end = now.isBefore(interval.to()) ? now : interval.to();
        return new Interval(interval.from(), end.isBefore(interval.from()) ? interval.from() : end);
    }

    private static @Nullable Interval interval(String from, String to) {
        try {
            var first = LocalDate.parse(from);
            var last = LocalDate.parse(to);
            return first.getYear() < 2000
                            || last.getYear() > 9000
                            || last.isBefore(first)
                            || !last.isBefore(first.plusDays(MOST_DAYS))
                    ? null
                    : new Interval(
                            Interval.day(first).from(), Interval.day(last).to());
        } catch (DateTimeException _) {
            return null;
        }
    }
}
