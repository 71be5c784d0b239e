package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.reports.ReportFile.Type;
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

/// The report of the page as a file.
@Controller
class ReportFiles {

    private final ReportFile file;

    ReportFiles(ReportFile file) {
        this.file = file;
    }

    @GetMapping("/reports/report.csv")
    void csv(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String step,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        write(from, to, step, Type.CSV, locale, response);
    }

    @GetMapping("/reports/report.xlsx")
    void xlsx(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String step,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        write(from, to, step, Type.XLSX, locale, response);
    }

    @GetMapping("/reports/report.pdf")
    void pdf(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String step,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        write(from, to, step, Type.PDF, locale, response);
    }

    private void write(String from, String to, String step, Type type, Locale locale, HttpServletResponse response)
            throws IOException {
        var days = Days.of(Optional.of(from), Optional.of(to)).by(Step.of(step));
        var summary = file.summary(days.interval(), Step.of(step), Table.KEYS, locale)
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "what is known does not reach back so far"));
        response.setContentType(type.media());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"" + type.file(days.first(), days.last()) + "\"");
        file.write(summary, type, locale, response.getOutputStream());
    }
}
