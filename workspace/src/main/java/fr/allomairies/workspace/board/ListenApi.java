package fr.allomairies.workspace.board;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ListeningEvent.Mode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.HeldContact;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.telephony.LiveListening;
import fr.allomairies.telephony.LiveListening.Listening;
import fr.allomairies.telephony.LiveListening.State;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.shell.Problems;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// A supervisor hears the call of an agent, over a phone of his own. Each is done when it was asked for: what
/// becomes of it is asked for.
@RestController
@RequestMapping("/api/board")
class ListenApi {

    private static final Refusal NO_CALL = new Refusal("no-call", "the agent speaks with nobody");

    private final LiveListening listening;
    private final Routing routing;
    private final AgentDirectory directory;

    ListenApi(LiveListening listening, Routing routing, AgentDirectory directory) {
        this.listening = listening;
        this.routing = routing;
        this.directory = directory;
    }

    @PostMapping("/agents/{agent}/listening")
    ResponseEntity<Object> begin(Principal who, @PathVariable AgentId agent, @Valid @RequestBody Asking asking) {
        return Problems.answer(routing.agent(agent).contacts().stream()
                .filter(held -> held.channel().isCall() && held.phase() == Phase.IN_CONVERSATION)
                .map(HeldContact::contact)
                .findFirst()
                .map(contact -> listening.begin(me(who), agent, contact, asking.why()))
                .orElse(Optional.of(NO_CALL)));
    }

    /// His own, the newest; 204 for none.
    @GetMapping("/listening")
    ResponseEntity<Shown> latest(Principal who) {
        return listening
                .latest(me(who))
                .map(this::shown)
                .map(ResponseEntity::ok)
                .orElseGet(() -> ResponseEntity.noContent().build());
    }

    private Shown shown(Listening latest) {
        return new Shown(
                latest.id().toString(),
                latest.state(),
                directory.nameOf(latest.agent()),
                latest.mode(),
                latest.beganAt(),
                latest.failure(),
                latest.takenOver());
    }

    @PostMapping("/listening/mode")
    ResponseEntity<Object> turn(Principal who, @Valid @RequestBody Turning wanted) {
        return Problems.answer(listening.turn(me(who), wanted.mode()));
    }

    @PostMapping("/listening/leave")
    ResponseEntity<Object> leave(Principal who) {
        return Problems.answer(listening.leave(me(who)));
    }

    @PostMapping("/listening/take-over")
    ResponseEntity<Object> takeOver(Principal who) {
        return Problems.answer(listening.takeOver(me(who)));
    }

    private static AgentId me(Principal who) {
        return new AgentId(who.getName());
    }

    record Asking(@NotNull @Size(max = 1_000) String why) {}

    record Turning(@NotNull Mode mode) {}

    /// @param agent name of who has the call
    /// @param failure why nothing came of it
    /// @param takenOver whether he has the call
    record Shown(
            String id,
            State state,
            String agent,
            Mode mode,
            @Nullable Instant beganAt,
            @Nullable String failure,
            boolean takenOver) {}
}
