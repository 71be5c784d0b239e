package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.BoardSettings;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.reports.Table.Line;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Reports for people, who name the last day instead of the first one after.
@Controller
class ReportPages {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final Summaries summaries;
    private final Book book;
    private final BoardSettings settings;

    ReportPages(Summaries summaries, Book book, BoardSettings settings) {
        this.summaries = summaries;
        this.book = book;
        this.settings = settings;
    }

    @GetMapping("/reports")
    String show(
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> to,
            @RequestParam Optional<String> step,
            Locale locale,
            Model page) {
        var wanted = Days.of(from, to);
        var how = step.map(Step::of).orElseGet(() -> usual(wanted));
        var asked = wanted.by(how);
        page.addAttribute("steps", Step.values());
        page.addAttribute("longest", Days.LONGEST_DAYS);
        page.addAttribute("show", new Shown());
        page.addAttribute("step", how);
        if (!asked.isGood()) {
            page.addAttribute("days", asked);
            return "reports/reports";
        }
        var facts = book.facts(asked.interval());
        var days = asked.reaching(facts.since());
        page.addAttribute("days", days);
        page.addAttribute("since", DAY.format(ZonedDateTime.ofInstant(later(facts.since()), Interval.CITY)));
        if (days.isGood()) {
            show(summaries.summary(facts, how, locale), page);
        }
        return "reports/reports";
    }

    /// As many rows as can be read.
    private static Step usual(Days days) {
        if (!days.isGood() || days.from().equals(days.to())) {
            return Step.HOUR;
        }
        return days.first().plusDays(62).isAfter(days.last()) ? Step.DAY : Step.WEEK;
    }

    private void show(Summary summary, Model page) {
        var intervals = summary.table("interval").lines().stream()
                .filter(line -> line.from() != null)
                .toList();
        var offered = column(intervals, Measure.OFFERED);
        var answered = column(intervals, Measure.ANSWERED);
        var abandoned = column(intervals, Measure.ABANDONED);
        var rates = new ArrayList<@Nullable Double>();
        intervals.forEach(line -> rates.add(summary.callRates().get(line.from())));
        page.addAttribute("summary", summary);
        page.addAttribute("intervals", intervals);
        page.addAttribute("volumes", Chart.of(List.of(offered, answered, abandoned), 1));
        page.addAttribute("rates", Chart.of(List.of(rates), 1));
        page.addAttribute("target", settings.answerRateTarget());
        page.addAttribute("rule", settings.rule());
        page.addAttribute("week", WeekMap.of(summary.week()));
        page.addAttribute("labels", new Labels(summary.step()));
    }

    private static List<@Nullable Double> column(List<Line> lines, Measure measure) {
        var values = new ArrayList<@Nullable Double>();
        lines.forEach(line -> values.add(line.values().get(Measure.OF_CONTACTS.indexOf(measure))));
        return values;
    }

    private static Instant later(Instant since) {
        var oldest = Interval.day(LocalDate.of(2000, 1, 1)).from();
        return since.isAfter(oldest) ? since : oldest;
    }

    /// What an interval is called.
    record Labels(Step step) {

        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM HH:mm");

        public String of(Line line) {
            var from = line.from();
            if (from == null) {
                return line.label();
            }
            var at = ZonedDateTime.ofInstant(from, Interval.CITY);
            return switch (step) {
                case QUARTER, HOUR -> TIME.format(at);
                case DAY, WEEK -> DAY.format(at);
                case MONTH -> DateTimeFormatter.ofPattern("MM/yyyy").format(at);
            };
        }
    }
}
