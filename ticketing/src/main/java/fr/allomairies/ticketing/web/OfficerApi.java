package fr.allomairies.ticketing.web;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.ticketing.HandOvers;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// How the work goes, told by a service's own software. A ticket of another service does not exist here.
@RestController
class OfficerApi {

    private final Ticketing ticketing;
    private final HandOvers handOvers;

    OfficerApi(Ticketing ticketing, HandOvers handOvers) {
        this.handOvers = handOvers;
        this.ticketing = ticketing;
    }

    @PostMapping("/api/service/tickets/{ticket}/progress")
    ResponseEntity<ProblemDetail> report(
            @PathVariable UUID ticket, @RequestBody ProgressForm form, Authentication officer) {
        return OfficerServices.of(officer)
                .ticket(ticketing, ticket)
                .map(view -> form.unreadable().or(() -> report(view, form, officer)))
                .orElseGet(() -> Optional.of(new Refusal("ticket-not-found", "there is no such ticket here")))
                .map(OfficerApi::problem)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    private Optional<Refusal> report(TicketView view, ProgressForm form, Authentication officer) {
        var service = Objects.requireNonNull(view.summary().service());
        if (form.isRefusal()) {
            return handOvers.refuse(view.summary().id(), service, form.reason(), new AgentId(officer.getName()));
        }
        return ticketing.report(
                view.summary().id(), service, form.known(), form.reason(), form.date(), officer.getName());
    }

    private static ResponseEntity<ProblemDetail> problem(Refusal refusal) {
        var field = ProgressForm.field(refusal);
        var status = refusal.code().equals("ticket-not-found")
                ? HttpStatus.NOT_FOUND
                : field.isPresent() ? HttpStatus.BAD_REQUEST : HttpStatus.CONFLICT;
        var problem = ProblemDetail.forStatusAndDetail(status, refusal.detail());
        problem.setProperty("code", refusal.code());
        field.ifPresent(name -> problem.setProperty("field", name));
        return ResponseEntity.of(problem).build();
    }
}
