package fr.allomairies.workspace.board.whatif;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.board.whatif.Run.State;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/// How far the supervisor's question is, its curves, and its answer as a file.
@RestController
class WhatIfController {

    private final Runs runs;

    WhatIfController(Runs runs) {
        this.runs = runs;
    }

    record Progress(State state, int percent) {}

    @GetMapping(path = "/api/board/what-if", produces = MediaType.APPLICATION_JSON_VALUE)
    Progress progress(Principal supervisor) {
        return runs.of(new AgentId(supervisor.getName()))
                .map(run -> new Progress(run.state(), run.percent()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /// By channel and measure.
    @GetMapping(path = "/api/board/what-if/quarters", produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Map<String, Object>> quarters(Principal supervisor) {
        var comparison = comparison(supervisor);
        var quarters = new TreeMap<String, Map<String, Object>>();
        comparison.kinds().forEach(kind -> {
            var measures = new TreeMap<String, Object>();
            for (var measure : Measure.values()) {
                measures.put(measure.code(), comparison.quarters(kind, measure));
            }
            quarters.put(kind.value(), measures);
        });
        return quarters;
    }

    @GetMapping("/api/board/what-if.csv")
    void csv(Principal supervisor, HttpServletResponse response) throws IOException {
        var comparison = comparison(supervisor);
        response.setContentType("text/csv;charset=UTF-8;header=present");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"what-if.csv\"");
        new ComparisonCsv(response.getWriter()).write(comparison);
    }

    private Comparison comparison(Principal supervisor) {
        return runs.of(new AgentId(supervisor.getName()))
                .flatMap(Run::comparison)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
