package fr.allomairies.workspace.desk;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.routing.Routing.HeldContact;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.shell.Problems;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Asking a colleague while the citizen is on hold. Each is done when it was asked for: the stream tells what becomes
/// of it.
@RestController
@RequestMapping("/api/desk/contacts/{contact}/consult")
class ConsultApi {

    private static final Refusal NOT_IN_HAND = new Refusal("contact-not-in-hand", "this contact is not in your hand");

    private final Telephony telephony;
    private final Ticketing ticketing;
    private final Cards cards;

    ConsultApi(Telephony telephony, Ticketing ticketing, Cards cards) {
        this.telephony = telephony;
        this.ticketing = ticketing;
        this.cards = cards;
    }

    /// What she wrote stays on the ticket also when it is refused.
    @PostMapping
    ResponseEntity<Object> ask(Principal who, @PathVariable ContactId contact, @Valid @RequestBody Asking wanted) {
        var agent = new AgentId(who.getName());
        return Problems.answer(cards.held(agent, contact)
                .filter(held -> held.phase() == Phase.IN_CONVERSATION)
                .map(held -> telephony.consult(agent, contact, new AgentId(wanted.agent()), note(agent, held, wanted)))
                .orElse(Optional.of(NOT_IN_HAND)));
    }

    @PostMapping("/cancel")
    ResponseEntity<Object> cancel(Principal who, @PathVariable ContactId contact) {
        return Problems.answer(telephony.cancelConsult(new AgentId(who.getName()), contact));
    }

    @PostMapping("/complete")
    ResponseEntity<Object> complete(Principal who, @PathVariable ContactId contact) {
        return Problems.answer(telephony.completeConsult(new AgentId(who.getName()), contact));
    }

    private @Nullable InteractionId note(AgentId agent, HeldContact held, Asking wanted) {
        var text = wanted.note() == null ? "" : wanted.note().strip();
        return text.isEmpty() ? null : ticketing.addNote(held.ticket(), agent, text, wanted.key());
    }

    /// @param agent login of the colleague
    /// @param note for the colleague
    /// @param key the same key again is the same note
    record Asking(
            @NotBlank @Size(max = 40) String agent,
            @Nullable @Size(max = 500) String note,
            @NotBlank @Size(max = 80) String key) {}
}
