package fr.allomairies.workspace.board;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.Refusal;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.workspace.shell.Problems;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// A supervisor decides for an agent. The log tells who and why, and so does her desk.
@RestController
@RequestMapping("/api/board/agents/{agent}")
class SteerApi {

    private static final Refusal NO_REASON = new Refusal("reason-unknown", "that is no reason for such a decision");
    private static final Refusal IN_HAND =
            new Refusal("contacts-in-hand", "the agent has contacts in hand, and signing out ends their wrap-up");

    private final Routing routing;

    SteerApi(Routing routing) {
        this.routing = routing;
    }

    /// Refused with `reason-unknown`, `agent-offline`, and with `contacts-in-hand` until it is confirmed.
    @PostMapping("/state")
    ResponseEntity<Object> state(Principal who, @PathVariable AgentId agent, @Valid @RequestBody Order order) {
        var to = AgentState.valueOf(order.to().name());
        return Problems.answer(
                SteerReason.of(to, order.reason()).isEmpty()
                        ? Optional.of(NO_REASON)
                        : unconfirmed(agent, order)
                                .or(() -> routing.steer(agent, to, order.reason(), new AgentId(who.getName()))));
    }

    private Optional<Refusal> unconfirmed(AgentId agent, Order order) {
        var isInHand = routing.agent(agent).contacts().stream().anyMatch(held -> held.phase() != Phase.OFFERED);
        return order.to() == To.OFFLINE && !order.confirmed() && isInHand ? Optional.of(IN_HAND) : Optional.empty();
    }

    enum To {
        AVAILABLE,
        PAUSED,
        OFFLINE
    }

    /// @param confirmed that what cannot be undone is meant: somebody with contacts in hand is signed out
    record Order(@NotNull To to, @NotBlank @Size(max = 40) String reason, boolean confirmed) {}
}
