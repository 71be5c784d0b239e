package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.measures.Interval;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Reports for people, who name the last day instead of the first one after.
@Controller
class ReportPage {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM HH:mm");

    private final Reports reports;

    ReportPage(Reports reports) {
        this.reports = reports;
    }

    @GetMapping("/reports")
    String show(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "hour") String step,
            Model page) {
        var today = LocalDate.now(Interval.CITY).toString();
        var first = from == null ? today : from;
        var last = to == null ? first : to;
        page.addAttribute("from", first);
        page.addAttribute("to", last);
        page.addAttribute("step", step);
        page.addAttribute("steps", List.of("quarter", "hour", "day"));
        page.addAttribute("longest", Period.LONGEST_DAYS);
        page.addAttribute("show", new Shown());
        var problem = problem(first, last);
        page.addAttribute("problem", problem);
        if (problem == null) {
            report(LocalDate.parse(first), LocalDate.parse(last), Step.of(step), page);
        }
        return "reports/reports";
    }

    private void report(LocalDate first, LocalDate last, Step step, Model page) {
        var end = last.plusDays(1);
        var report = reports.report(Period.of(first.toString(), end.toString()), step);
        page.addAttribute("report", report);
        page.addAttribute(
                "rows",
                report.rows().stream()
                        .filter(row -> row.figures().offered() > 0
                                || row.figures().abandonedInMenu()
                                                + row.figures().selfServed()
                                        > 0)
                        .toList());
        page.addAttribute("end", end);
        page.addAttribute("times", step == Step.DAY ? DAY : TIME);
    }

    /// Which of the two dates is wrong, and why.
    private static @Nullable String problem(String from, String to) {
        try {
            var first = LocalDate.parse(from);
            var last = LocalDate.parse(to);
            if (last.isBefore(first)) {
                return "order";
            }
            return first.plusDays(Period.LONGEST_DAYS).isAfter(last) ? null : "length";
        } catch (DateTimeException _) {
            return "date";
        }
    }
}
