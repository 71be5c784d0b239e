package fr.allomairies.workspace.desk;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing.HeldContact;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.shell.Problems;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Asking a colleague, whoever knows the matter, or an outside number while the citizen is on hold. Each is done
/// when it was asked for: the stream tells what becomes of it.
@RestController
@RequestMapping("/api/desk/contacts/{contact}/consult")
class ConsultApi {

    private static final Refusal NOT_IN_HAND = new Refusal("contact-not-in-hand", "this contact is not in your hand");
    private static final Refusal NO_CATEGORY = new Refusal("category-not-found", "there is no such category");

    private final Telephony telephony;
    private final Ticketing ticketing;
    private final Catalogue catalogue;
    private final Cards cards;

    ConsultApi(Telephony telephony, Ticketing ticketing, Catalogue catalogue, Cards cards) {
        this.telephony = telephony;
        this.ticketing = ticketing;
        this.catalogue = catalogue;
        this.cards = cards;
    }

    /// What she wrote stays on the ticket also when it is refused.
    @PostMapping
    ResponseEntity<Object> ask(Principal who, @PathVariable ContactId contact, @Valid @RequestBody Asking wanted) {
        var agent = new AgentId(who.getName());
        return Problems.answer(cards.held(agent, contact)
                .filter(held -> held.phase() == Phase.IN_CONVERSATION)
                .map(held -> ask(agent, held, wanted))
                .orElse(Optional.of(NOT_IN_HAND)));
    }

    private Optional<Refusal> ask(AgentId agent, HeldContact held, Asking wanted) {
        var contact = held.contact();
        var note = note(agent, held, wanted);
        if (wanted.outside() != null) {
            return telephony.consultOutside(agent, contact, wanted.outside());
        }
        if (wanted.agent() != null) {
            return telephony.consult(agent, contact, new AgentId(wanted.agent()), note);
        }
        return matter(wanted)
                .map(needs -> telephony.consult(agent, contact, needs, note))
                .orElse(Optional.of(NO_CATEGORY));
    }

    private Optional<List<SkillNeed>> matter(Asking wanted) {
        return Optional.ofNullable(wanted.category())
                .flatMap(code -> catalogue.category(new CategoryCode(code)))
                .map(category -> List.of(new SkillNeed(category.skill(), SkillNeed.LOWEST)));
    }

    @PostMapping("/cancel")
    ResponseEntity<Object> cancel(Principal who, @PathVariable ContactId contact) {
        return Problems.answer(telephony.cancelConsult(new AgentId(who.getName()), contact));
    }

    @PostMapping("/conference")
    ResponseEntity<Object> conference(Principal who, @PathVariable ContactId contact) {
        return Problems.answer(telephony.conference(new AgentId(who.getName()), contact));
    }

    @PostMapping("/complete")
    ResponseEntity<Object> complete(Principal who, @PathVariable ContactId contact) {
        return Problems.answer(telephony.completeConsult(new AgentId(who.getName()), contact));
    }

    private @Nullable InteractionId note(AgentId agent, HeldContact held, Asking wanted) {
        var text = wanted.note() == null ? "" : wanted.note().strip();
        return text.isEmpty() ? null : ticketing.addNote(held.ticket(), agent, text, wanted.key());
    }

    /// @param category whoever knows it
    /// @param agent login of one colleague
    /// @param outside a number, of the address book or any other
    /// @param note for the colleague
    /// @param key the same key again is the same note
    record Asking(
            @Nullable @Size(max = 80) String category,
            @Nullable @Size(max = 40) String agent,
            @Nullable @Size(max = 25) String outside,
            @Nullable @Size(max = 500) String note,
            @NotBlank @Size(max = 80) String key) {

        @AssertTrue(message = "a category, an agent or an outside number")
        boolean isOfOne() {
            return Stream.of(category, agent, outside).filter(Objects::nonNull).count() == 1;
        }
    }
}
