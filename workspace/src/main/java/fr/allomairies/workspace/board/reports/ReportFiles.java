package fr.allomairies.workspace.board.reports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/// A report as a file, with the numbers of the page.
@Controller
class ReportFiles {

    private final Summaries summaries;
    private final Book book;
    private final Names names;

    ReportFiles(Summaries summaries, Book book, Names names) {
        this.summaries = summaries;
        this.book = book;
        this.names = names;
    }

    @GetMapping("/reports/report.csv")
    void csv(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String step,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        var summary = summary(from, to, step, locale);
        begin(response, "text/csv;charset=UTF-8;header=present", name(from, to, "csv"));
        SummaryCsv.write(summary, response.getWriter());
    }

    @GetMapping("/reports/report.xlsx")
    void xlsx(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String step,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        var summary = summary(from, to, step, locale);
        begin(response, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name(from, to, "xlsx"));
        new SummaryXlsx(names, locale).write(summary, response.getOutputStream());
    }

    @GetMapping("/reports/report.pdf")
    void pdf(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String step,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        var summary = summary(from, to, step, locale);
        begin(response, "application/pdf", name(from, to, "pdf"));
        new SummaryPdf(names, locale).write(summary, response.getOutputStream());
    }

    private Summary summary(String from, String to, String step, Locale locale) {
        var days = Days.of(Optional.of(from), Optional.of(to)).by(Step.of(step));
        var facts = book.facts(days.interval());
        if (!days.reaching(facts.since()).isGood()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "what is known does not reach back so far");
        }
        return summaries.summary(facts, Step.of(step), locale);
    }

    /// The dates have been read as dates by now.
    private static String name(String from, String to, String type) {
        return "rapport-" + from + "-" + to + "." + type;
    }

    private static void begin(HttpServletResponse response, String type, String name) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
    }
}
