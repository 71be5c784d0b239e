package fr.allomairies.workspace.board.reports;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Reports for machines.
@RestController
class ReportController {

    private final Reports reports;
    private final ContactsCsv csv;

    ReportController(Reports reports, ContactsCsv csv) {
        this.reports = reports;
        this.csv = csv;
    }

    @GetMapping(path = "/api/reports/figures", produces = MediaType.APPLICATION_JSON_VALUE)
    Report figures(
            @RequestParam String from, @RequestParam String to, @RequestParam(defaultValue = "quarter") String step) {
        return reports.report(Period.of(from, to), Step.of(step));
    }

    @GetMapping("/api/reports/contacts.csv")
    void contacts(@RequestParam String from, @RequestParam String to, HttpServletResponse response) throws IOException {
        var period = Period.of(from, to);
        response.setContentType("text/csv;charset=UTF-8;header=present");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"contacts.csv\"");
        csv.write(period, response.getWriter());
    }
}
