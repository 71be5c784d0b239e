package fr.allomairies.workspace.board.alerts;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.workspace.shell.Problems;
import java.security.Principal;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Somebody looks after an alert.
@RestController
class AlertApi {

    private static final Refusal NOT_OPEN =
            new Refusal("alert-not-open", "the alert is over, or somebody looks after it");

    private final AlertStore alerts;
    private final OpenAlerts open;
    private final Clock clock;

    AlertApi(AlertStore alerts, OpenAlerts open, Clock clock) {
        this.alerts = alerts;
        this.open = open;
        this.clock = clock;
    }

    @PostMapping("/api/board/alerts/{alert}/acknowledge")
    ResponseEntity<Object> acknowledge(@PathVariable UUID alert, Principal who) {
        var done = alerts.acknowledge(alert, new AgentId(who.getName()), clock.instant());
        open.refresh();
        return Problems.answer(done ? Optional.empty() : Optional.of(NOT_OPEN));
    }
}
