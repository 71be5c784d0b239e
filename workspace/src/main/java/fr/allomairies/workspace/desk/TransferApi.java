package fr.allomairies.workspace.desk;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing.HeldContact;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.routing.Transfer;
import fr.allomairies.telephony.OutsideNumber;
import fr.allomairies.telephony.OutsideNumbers;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.shell.Problems;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Passing a call on to a colleague, to whoever knows the matter, or to an outside number.
@RestController
@RequestMapping("/api/desk")
class TransferApi {

    private static final Refusal NOT_IN_HAND = new Refusal("contact-not-in-hand", "this contact is not in your hand");
    private static final Refusal NO_CATEGORY = new Refusal("category-not-found", "there is no such category");

    private final Telephony telephony;
    private final Ticketing ticketing;
    private final Catalogue catalogue;
    private final Cards cards;
    private final Colleagues colleagues;
    private final OutsideNumbers outside;

    TransferApi(
            Telephony telephony,
            Ticketing ticketing,
            Catalogue catalogue,
            Cards cards,
            Colleagues colleagues,
            OutsideNumbers outside) {
        this.telephony = telephony;
        this.ticketing = ticketing;
        this.catalogue = catalogue;
        this.cards = cards;
        this.colleagues = colleagues;
        this.outside = outside;
    }

    /// As of now: whom she could pass a citizen on to.
    @GetMapping("/transfer-targets")
    Targets targets(Principal who, Locale locale) {
        var me = new AgentId(who.getName());
        return new Targets(
                colleagues.of(me),
                colleagues.matters(me, locale),
                outside.all().stream().map(this::line).toList());
    }

    private OutsideLine line(OutsideNumber number) {
        return new OutsideLine(number.number().e164(), number.name(), outside.written(number));
    }

    /// Done when it is decided: the stream tells that the call has left her hands. What she wrote stays on the ticket
    /// also when it is refused.
    @PostMapping("/contacts/{contact}/transfer")
    ResponseEntity<Object> transfer(
            Principal who, @PathVariable ContactId contact, @Valid @RequestBody Passing wanted) {
        var agent = new AgentId(who.getName());
        return Problems.answer(cards.held(agent, contact)
                .filter(held -> held.phase() == Phase.IN_CONVERSATION)
                .map(held -> transfer(agent, held, wanted))
                .orElse(Optional.of(NOT_IN_HAND)));
    }

    private Optional<Refusal> transfer(AgentId agent, HeldContact held, Passing wanted) {
        if (wanted.outside() != null) {
            var _ = note(agent, held, wanted);
            return telephony.sendOutside(agent, held.contact(), wanted.outside());
        }
        var target = target(wanted);
        return target.isEmpty()
                ? Optional.of(NO_CATEGORY)
                : telephony.transfer(agent, held.contact(), new Transfer(target.get(), note(agent, held, wanted)));
    }

    private Optional<Transfer.Target> target(Passing wanted) {
        return wanted.agent() != null
                ? Optional.of(new Transfer.Colleague(new AgentId(wanted.agent())))
                : Optional.ofNullable(wanted.category())
                        .flatMap(code -> catalogue.category(new CategoryCode(code)))
                        .map(TransferApi::matter);
    }

    private static Transfer.Target matter(Category category) {
        return new Transfer.Matter(category.code(), List.of(new SkillNeed(category.skill(), SkillNeed.LOWEST)));
    }

    private @Nullable InteractionId note(AgentId agent, HeldContact held, Passing wanted) {
        var text = wanted.note() == null ? "" : wanted.note().strip();
        return text.isEmpty() ? null : ticketing.addNote(held.ticket(), agent, text, wanted.key());
    }

    record Targets(List<Colleagues.Person> colleagues, List<Colleagues.Theme> themes, List<OutsideLine> outside) {}

    /// @param written as people write it
    record OutsideLine(String number, String name, String written) {}

    /// @param category to whoever knows it
    /// @param agent login of one colleague
    /// @param outside a number, of the address book or any other
    /// @param note for whoever is next
    /// @param key the same key again is the same note
    record Passing(
            @Nullable @Size(max = 80) String category,
            @Nullable @Size(max = 40) String agent,
            @Nullable @Size(max = 25) String outside,
            @Nullable @Size(max = 500) String note,
            @NotBlank @Size(max = 80) String key) {

        @AssertTrue(message = "a category, an agent or an outside number")
        boolean isToOne() {
            return Stream.of(category, agent, outside).filter(Objects::nonNull).count() == 1;
        }
    }
}
