package fr.allomairies.workspace.administration;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.workspace.shell.Problems;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Accounts for machines.
@RestController
@RequestMapping("/api/administration/agents")
class AgentController {

    private final Agents agents;
    private final Telephony telephony;

    AgentController(Agents agents, Telephony telephony) {
        this.agents = agents;
        this.telephony = telephony;
    }

    @GetMapping
    List<Agents.Line> all() {
        return agents.all();
    }

    /// Refused with `login-taken` when there is such an account.
    @PostMapping
    ResponseEntity<Object> create(@RequestBody AgentForm form) {
        var password = form.password();
        return problem(form)
                .orElseGet(() -> password == null
                        ? invalid(new InvalidField("password", "password-required", "a new account needs a password"))
                        : answer(agents.create(form, password), HttpStatus.CREATED));
    }

    /// Creates or replaces; without a password the old one stays.
    @PutMapping
    ResponseEntity<Object> put(@RequestBody AgentForm form) {
        return problem(form).orElseGet(() -> answer(agents.put(form), HttpStatus.NO_CONTENT));
    }

    @DeleteMapping("/{login}")
    ResponseEntity<Object> deactivate(@PathVariable String login) {
        return answer(agents.deactivate(new AgentId(login)), HttpStatus.NO_CONTENT);
    }

    /// What to type into a SIP phone of the agent.
    @GetMapping("/{login}/phone")
    ResponseEntity<Object> phone(@PathVariable String login) {
        return telephony
                .sipPhone(new AgentId(login))
                .map(phone -> ResponseEntity.<Object>ok(phone))
                .orElseGet(() -> Problems.problem(
                        HttpStatus.SERVICE_UNAVAILABLE, "telephony-unavailable", "no telephone server is reachable"));
    }

    private Optional<ResponseEntity<Object>> problem(AgentForm form) {
        return agents.problems(form).stream().findFirst().map(AgentController::invalid);
    }

    private static ResponseEntity<Object> invalid(InvalidField invalid) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, invalid.detail());
        problem.setProperty("code", invalid.code());
        problem.setProperty("field", invalid.field());
        return ResponseEntity.of(problem).build();
    }

    private static ResponseEntity<Object> answer(Optional<Refusal> refusal, HttpStatus done) {
        return refusal.map(AgentController::refused)
                .orElseGet(() -> ResponseEntity.status(done).build());
    }

    private static ResponseEntity<Object> refused(Refusal refusal) {
        return refusal.code().startsWith("password-")
                ? invalid(new InvalidField("password", refusal.code(), refusal.detail()))
                : Problems.refused(refusal);
    }
}
