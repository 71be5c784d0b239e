package fr.allomairies.workspace.tickets;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.Following;
import fr.allomairies.ticketing.RefusedAddresses;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.Disposition;
import fr.allomairies.workspace.following.Mentions;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What the one who has taken a ticket does with it, without a contact in hand. Each form comes back to the ticket,
/// which says what was done; what was refused is still in its field.
@Controller
@RequestMapping("/tickets/{number}")
class TicketWorkPages {

    private static final int LONGEST_TEXT = 20_000;
    private static final int LONGEST_KEY = 80;
    private static final String ALL = "all";

    private static final Refusal NOT_YOURS = new Refusal("not-yours", "only who has taken a ticket works on it");
    private static final Refusal TEXT_MISSING = new Refusal("text-missing", "the text is empty");
    private static final Refusal TEXT_TOO_LONG = new Refusal("text-too-long", "the text has at most 20000 characters");
    private static final Refusal TOO_MANY =
            new Refusal("mentions-too-many", "a note names at most " + Following.MOST_MENTIONED);
    private static final Refusal NO_ADDRESS = new Refusal("no-address", "the citizen left no e-mail address");

    private static final Refusal DISPOSITION_UNKNOWN =
            new Refusal("disposition-unknown", "a disposition is one of " + Disposition.ANY);

    private final Ticketing ticketing;
    private final Cases cases;
    private final Reach reach;
    private final Following following;
    private final Mentions mentions;
    private final RefusedAddresses refused;
    private final MessageSource texts;

    TicketWorkPages(
            Ticketing ticketing,
            Cases cases,
            Reach reach,
            Following following,
            Mentions mentions,
            RefusedAddresses refused,
            MessageSource texts) {
        this.refused = refused;
        this.texts = texts;
        this.following = following;
        this.mentions = mentions;
        this.reach = reach;
        this.ticketing = ticketing;
        this.cases = cases;
    }

    /// @param key the same key again is the same letter
    /// @param to the number of the one whose citizen alone is answered; `all` for all who asked for the same, which
    ///     is empty where nobody else did
    @PostMapping("/reply")
    String reply(
            @PathVariable String number,
            @ModelAttribute Read read,
            @RequestParam(defaultValue = "") String text,
            @RequestParam String key,
            @RequestParam(defaultValue = "") String to,
            Principal who,
            RedirectAttributes flash) {
        flash.addFlashAttribute("reply", text);
        if (!to.isEmpty()) {
            flash.addFlashAttribute("replyTo", to);
        }
        var words = lines(text);
        return work(
                number,
                "replied",
                who,
                flash,
                ticket -> problem(words, key)
                        .or(() -> unlessChanged(ticket, read, flash, () -> reply(ticket, to, words, key, who))));
    }

    private Optional<Refusal> reply(TicketView ticket, String to, String text, String key, Principal who) {
        var joined = cases.joined(id(ticket));
        if (to.equals(ALL) || (to.isEmpty() && joined.isEmpty())) {
            var anybody = reach.of(ticket.summary(), ticket.citizen())
                    || joined.stream().anyMatch(each -> reach.of(each.ticket(), each.citizen()));
            return anybody ? cases.answerAll(id(ticket), agent(who), text, key) : Optional.of(NO_ADDRESS);
        }
        return Stream.concat(Stream.of(ticket.summary()), joined.stream().map(Cases.Joined::ticket))
                .filter(one -> one.number().equals(to))
                .findFirst()
                .flatMap(one -> ticketing.ticket(one.id()))
                .filter(one -> reach.of(one.summary(), one.citizen()))
                .map(one -> ticketing.saidOtherwise(ticketing.addMessage(id(one), null, agent(who), text, key), text))
                .orElse(Optional.of(NO_ADDRESS));
    }

    /// Of a change that came in between, the page shows what it was, beside what she wanted.
    private Optional<Refusal> unlessChanged(
            TicketView ticket, Read read, RedirectAttributes flash, Supplier<Optional<Refusal>> command) {
        var then = read.read();
        if (then == null) {
            return command.get();
        }
        var refusal = cases.unlessChanged(id(ticket), then, command);
        if (refusal.filter(reason -> reason.code().equals("changed-meanwhile")).isPresent()) {
            flash.addFlashAttribute("since", new Since(then, read.last()));
        }
        return refusal;
    }

    /// Of whoever reads the ticket: who is named in a note answers by another.
    /// Of the address that took no mail of ours, somebody knows better.
    @PostMapping("/address-works")
    String addressWorks(@PathVariable String number, Principal who, Locale locale, RedirectAttributes flash) {
        return work(number, "address-works", who, flash, ticket -> {
            var email = ticket.citizen().email();
            if (email == null) {
                return Optional.of(NO_ADDRESS);
            }
            refused.forget(email);
            var said = texts.getMessage("tickets.note.address-works", null, locale);
            ticketing.addNote(id(ticket), agent(who), said, UUID.randomUUID().toString());
            return Optional.empty();
        });
    }

    @PostMapping("/note")
    String note(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String text,
            @RequestParam String key,
            Principal who,
            RedirectAttributes flash) {
        flash.addFlashAttribute("note", text);
        var words = lines(text);
        return answer(
                number,
                "noted",
                flash,
                ticket -> problem(words, key).or(() -> note(id(ticket), agent(who), words, key)));
    }

    private Optional<Refusal> note(TicketId ticket, AgentId author, String text, String key) {
        var mentioned = mentions.in(text);
        if (mentioned.size() > Following.MOST_MENTIONED) {
            return Optional.of(TOO_MANY);
        }
        return following
                .refusesNotes(ticket)
                .or(() -> ticketing.saidOtherwise(following.note(ticket, author, false, text, mentioned, key), text));
    }

    @PostMapping("/category")
    String classify(
            @PathVariable String number,
            @ModelAttribute Read read,
            @RequestParam String category,
            Principal who,
            RedirectAttributes flash) {
        flash.addFlashAttribute("wantedCategory", category);
        return work(
                number,
                "classified",
                who,
                flash,
                ticket -> unlessChanged(
                        ticket,
                        read,
                        flash,
                        () -> ticketing.classify(id(ticket), new CategoryCode(category), agent(who))));
    }

    @PostMapping("/hand-over")
    String handOver(
            @PathVariable String number,
            @ModelAttribute Read read,
            @RequestParam String service,
            @RequestParam(defaultValue = "") String note,
            Principal who,
            RedirectAttributes flash) {
        flash.addFlashAttribute("handOverNote", note);
        var words = lines(note).strip();
        return work(
                number,
                "handed-over",
                who,
                flash,
                ticket -> words.length() > LONGEST_TEXT
                        ? Optional.of(TEXT_TOO_LONG)
                        : unlessChanged(
                                ticket,
                                read,
                                flash,
                                () -> ticketing.handOver(id(ticket), new ServiceCode(service), words, agent(who))));
    }

    @PostMapping("/resolve")
    String resolve(
            @PathVariable String number,
            @ModelAttribute Read read,
            @RequestParam String disposition,
            Principal who,
            RedirectAttributes flash) {
        return work(
                number,
                "resolved",
                who,
                flash,
                ticket -> Disposition.CODES.contains(disposition)
                        ? unlessChanged(
                                ticket, read, flash, () -> ticketing.resolve(id(ticket), disposition, agent(who)))
                        : Optional.of(DISPOSITION_UNKNOWN));
    }

    private String work(
            String number,
            String done,
            Principal who,
            RedirectAttributes flash,
            Function<TicketView, Optional<Refusal>> command) {
        return answer(
                number,
                done,
                flash,
                ticket -> agent(who).equals(ticket.summary().owner()) ? command.apply(ticket) : Optional.of(NOT_YOURS));
    }

    private String answer(
            String number, String done, RedirectAttributes flash, Function<TicketView, Optional<Refusal>> command) {
        var ticket = ticketing.byNumber(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        command.apply(ticket).ifPresentOrElse(reason -> flash.addFlashAttribute("refused", reason.code()), () -> {
            flash.getFlashAttributes().keySet().clear();
            flash.addFlashAttribute("done", done);
        });
        return "redirect:/tickets/" + number;
    }

    /// A code that can be none, which no form of ours sends.
    @ExceptionHandler
    void unusable(IllegalArgumentException nonsense, HttpServletResponse answer) throws IOException {
        answer.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }

    /// A form breaks lines by two characters, where the field that counts them has one.
    private static String lines(String text) {
        return text.replace("\r\n", "\n");
    }

    private static Optional<Refusal> problem(String text, String key) {
        if (text.isBlank()) {
            return Optional.of(TEXT_MISSING);
        }
        return text.length() > LONGEST_TEXT || key.length() > LONGEST_KEY
                ? Optional.of(TEXT_TOO_LONG)
                : Optional.empty();
    }

    /// What of the ticket she had read, as the form says it.
    ///
    /// @param read when it had changed last
    /// @param last what was said last
    record Read(@Nullable Instant read, @Nullable UUID last) {}

    private static TicketId id(TicketView ticket) {
        return ticket.summary().id();
    }

    private static AgentId agent(Principal who) {
        return new AgentId(who.getName());
    }
}
