package fr.allomairies.workspace.desk;

import fr.allomairies.channels.ChatFiles;
import fr.allomairies.channels.ChatFiles.Checked;
import fr.allomairies.channels.ChatMarks;
import fr.allomairies.channels.ReplyWindows;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ConsultEnd;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.HeldContact;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.Disposition;
import fr.allomairies.workspace.shell.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/// What an agent does with a contact that she holds, and with no other.
@RestController
@RequestMapping("/api/desk/contacts/{contact}")
class ContactApi {

    private static final Refusal NOT_IN_HAND = new Refusal("contact-not-in-hand", "this contact is not in your hand");
    private static final Refusal PASSED_ON =
            new Refusal("passed-on", "the citizen is with somebody else, who settles the request");
    private static final Refusal NO_CARRIER =
            new Refusal("channel-cannot-carry", "nothing can be written to a citizen on the telephone");
    private static final Refusal NO_ADDRESS =
            new Refusal("no-address", "the citizen left no e-mail address to write to");

    private static final Refusal WINDOW_OVER =
            new Refusal("window-over", "the messenger lets nobody write so long after the citizen's last word");

    private static final Refusal NO_FILES =
            new Refusal("channel-cannot-carry-files", "files are given in the city's own chat alone");
    private static final int LONGEST_KEY = 80;

    private final Routing routing;
    private final ReplyWindows windows;
    private final ChatMarks marks;
    private final ChatFiles files;
    private final Ticketing ticketing;
    private final Telephony telephony;
    private final Cards cards;
    private final Dangers dangers;

    ContactApi(
            Routing routing,
            Ticketing ticketing,
            Telephony telephony,
            ReplyWindows windows,
            ChatMarks marks,
            ChatFiles files,
            Cards cards,
            Dangers dangers) {
        this.dangers = dangers;
        this.windows = windows;
        this.marks = marks;
        this.files = files;
        this.routing = routing;
        this.ticketing = ticketing;
        this.telephony = telephony;
        this.cards = cards;
    }

    @PostMapping("/messages")
    ResponseEntity<Object> write(Principal who, @PathVariable ContactId contact, @Valid @RequestBody Message message) {
        var agent = new AgentId(who.getName());
        var held = inHand(agent, contact);
        var refusal = held.isEmpty() ? Optional.of(NOT_IN_HAND) : undeliverable(held.get());
        return refusal.map(Problems::refused).orElseGet(() -> {
            var said = ticketing.addMessage(held.orElseThrow().ticket(), contact, agent, message.text(), message.key());
            return ticketing
                    .saidOtherwise(said, message.text())
                    .map(Problems::refused)
                    .orElseGet(() -> ResponseEntity.ok(new Written(said.toString())));
        });
    }

    /// A photo or another file for the citizen of a chat, as the body, with its name percent-encoded in a header.
    ///
    /// @param key the same key again is the same file
    @PostMapping("/files/{key}")
    ResponseEntity<Object> give(
            Principal who,
            @PathVariable ContactId contact,
            @PathVariable String key,
            @RequestHeader("X-File-Name") String name,
            HttpServletRequest request)
            throws IOException {
        var agent = new AgentId(who.getName());
        var held = inHand(agent, contact);
        if (held.isEmpty() || key.length() > LONGEST_KEY) {
            return Problems.refused(NOT_IN_HAND);
        }
        if (!held.get().channel().equals(ChannelKind.CHAT)) {
            return Problems.refused(NO_FILES);
        }
        var content = request.getInputStream().readNBytes(files.largest() + 1);
        return switch (files.check(UriUtils.decode(name, StandardCharsets.UTF_8), content)) {
            case Checked.Bad(var why) -> Problems.refused(why);
            case Checked.Good(var file) -> ResponseEntity.ok(give(agent, held.get(), file, key));
        };
    }

    private Written give(AgentId agent, HeldContact held, NewAttachment file, String key) {
        var language = ticketing.ticket(held.ticket()).map(TicketView::language).orElse("fr");
        return new Written(ticketing
                .addFile(held.ticket(), held.contact(), agent, files.words(file, language), file, key)
                .toString());
    }

    /// Who of a chat writes, and how far the citizen has read.
    @GetMapping("/marks")
    ResponseEntity<Object> marks(Principal who, @PathVariable ContactId contact) {
        return inHand(new AgentId(who.getName()), contact).isEmpty()
                ? Problems.refused(NOT_IN_HAND)
                : ResponseEntity.ok(marks.ofCitizen(contact));
    }

    @PostMapping("/marks")
    ResponseEntity<Object> mark(Principal who, @PathVariable ContactId contact, @Valid @RequestBody OwnMark mark) {
        if (inHand(new AgentId(who.getName()), contact).isEmpty()) {
            return Problems.refused(NOT_IN_HAND);
        }
        marks.agent(contact, mark.typing(), mark.readUntil());
        return ResponseEntity.noContent().build();
    }

    /// Hangs up, or closes the chat. Wrap-up begins.
    @PostMapping("/end")
    ResponseEntity<Object> end(Principal who, @PathVariable ContactId contact) {
        var agent = new AgentId(who.getName());
        return Problems.answer(
                inHand(agent, contact).map(held -> end(agent, held)).orElse(Optional.of(NOT_IN_HAND)));
    }

    /// The caller hears music. Done when it was asked for: the stream tells that he does.
    @PostMapping("/hold")
    ResponseEntity<Object> hold(Principal who, @PathVariable ContactId contact) {
        return Problems.answer(telephony.hold(new AgentId(who.getName()), contact));
    }

    @PostMapping("/resume")
    ResponseEntity<Object> resume(Principal who, @PathVariable ContactId contact) {
        return Problems.answer(telephony.resume(new AgentId(who.getName()), contact));
    }

    /// What the assistant saw, for whoever had the citizen after it; nothing where it did not speak to him.
    @GetMapping("/danger")
    ResponseEntity<Object> danger(Principal who, @PathVariable ContactId contact) {
        return inHand(new AgentId(who.getName()), contact).isEmpty()
                ? Problems.refused(NOT_IN_HAND)
                : dangers.of(contact)
                        .<ResponseEntity<Object>>map(ResponseEntity::ok)
                        .orElseGet(() -> ResponseEntity.noContent().build());
    }

    @PostMapping("/finish")
    ResponseEntity<Object> finish(Principal who, @PathVariable ContactId contact, @Valid @RequestBody Finish finish) {
        var agent = new AgentId(who.getName());
        return Problems.answer(inHand(agent, contact)
                .filter(held -> !Cards.isAsked(agent, held))
                .map(held -> resolve(agent, held, finish)
                        .or(() -> hangUp(agent, held))
                        .or(() -> finish(agent, contact, finish)))
                .orElse(Optional.of(NOT_IN_HAND)));
    }

    /// Nothing is corrected of a contact that is over.
    private Optional<Refusal> finish(AgentId agent, ContactId contact, Finish finish) {
        dangers.judge(contact, agent, Boolean.TRUE.equals(finish.misjudged()));
        return routing.finish(agent, contact, finish.disposition());
    }

    private Optional<HeldContact> inHand(AgentId agent, ContactId contact) {
        return cards.held(agent, contact).filter(held -> held.phase() != Phase.OFFERED);
    }

    private Optional<Refusal> undeliverable(HeldContact held) {
        if (held.channel().isCall()) {
            return Optional.of(NO_CARRIER);
        }
        var needsAddress = !held.channel().isChat();
        var hasAddress = ticketing
                .ticket(held.ticket())
                .map(ticket -> ticket.citizen().email())
                .isPresent();
        if (held.channel().isMessenger() && !hasAddress && isOver(held)) {
            return Optional.of(WINDOW_OVER);
        }
        return needsAddress && !hasAddress ? Optional.of(NO_ADDRESS) : Optional.empty();
    }

    private boolean isOver(HeldContact held) {
        return windows.of(held.ticket(), held.channel())
                .filter(window -> window.how() == ReplyWindows.How.NOT)
                .isPresent();
    }

    private Optional<Refusal> end(AgentId agent, HeldContact held) {
        if (Cards.isAsked(agent, held)) {
            routing.consultEnded(held.contact(), ConsultEnd.COLLEAGUE_LEFT);
            return Optional.empty();
        }
        if (held.channel().isCall()) {
            return telephony.hangUp(agent, held.contact());
        }
        routing.conversationEnded(held.contact(), EndedBy.AGENT);
        return Optional.empty();
    }

    /// A call that still goes on is hung up before it is finished.
    private Optional<Refusal> hangUp(AgentId agent, HeldContact held) {
        return held.channel().isCall() && held.phase() == Phase.IN_CONVERSATION
                ? telephony.hangUp(agent, held.contact())
                : Optional.empty();
    }

    private Optional<Refusal> resolve(AgentId agent, HeldContact held, Finish finish) {
        var settled = ticketing
                .ticket(held.ticket())
                .map(ticket -> ticket.summary().status())
                .filter(status -> status == TicketStatus.RESOLVED || status == TicketStatus.CLOSED)
                .isPresent();
        if (finish.resolve() && Cards.isPassedOn(agent, held)) {
            return Optional.of(PASSED_ON);
        }
        return finish.resolve() && !settled
                ? ticketing.resolve(held.ticket(), finish.disposition(), agent)
                : Optional.empty();
    }

    /// @param key the same key again is the same message
    record Message(
            @NotBlank @Size(max = 20_000) String text,
            @NotBlank @Size(max = 80) String key) {}

    /// @param readUntil when the last line was said that she has read; absent leaves it as it is
    record OwnMark(boolean typing, @Nullable Instant readUntil) {}

    record Written(String interaction) {}

    /// @param misjudged the assistant was wrong about the danger; absent for not
    record Finish(
            @NotBlank @Pattern(regexp = Disposition.ANY, message = "must be one of " + Disposition.ANY)
            String disposition,

            boolean resolve,
            @Nullable Boolean misjudged) {}
}
