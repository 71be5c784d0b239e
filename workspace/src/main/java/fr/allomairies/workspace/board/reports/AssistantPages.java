package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.measures.Interval;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What the assistant achieves, and what it does not: the tables of the report that are about it.
@Controller
class AssistantPages {

    /// Of all tables that are about it.
    static final String PREFIX = "assistant-";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final LocalDate OLDEST = LocalDate.of(2000, 1, 1);

    private final Summaries summaries;
    private final Book book;

    AssistantPages(Summaries summaries, Book book) {
        this.summaries = summaries;
        this.book = book;
    }

    @GetMapping("/reports/assistant")
    String show(@RequestParam Optional<String> from, @RequestParam Optional<String> to, Locale locale, Model page) {
        var asked = Days.of(from, to).by(Step.DAY);
        page.addAttribute("longest", Days.LONGEST_DAYS);
        page.addAttribute("show", new Shown());
        page.addAttribute("days", asked);
        if (asked.isGood()) {
            var facts = book.facts(asked.interval());
            var days = asked.reaching(facts.since());
            var since =
                    Collections.max(List.of(facts.since(), Interval.day(OLDEST).from()));
            page.addAttribute("days", days);
            page.addAttribute("since", DAY.format(ZonedDateTime.ofInstant(since, Interval.CITY)));
            if (days.isGood()) {
                show(summaries.summary(facts, Step.DAY, locale), page);
            }
        }
        return "reports/assistant";
    }

    private static void show(Summary summary, Model page) {
        page.addAttribute("total", summary.total());
        page.addAttribute(
                "tables",
                summary.tables().stream()
                        .filter(table -> table.key().startsWith(PREFIX))
                        .toList());
        page.addAttribute("labels", new ReportPages.Labels(Step.DAY));
        page.addAttribute("rule", "");
    }
}
