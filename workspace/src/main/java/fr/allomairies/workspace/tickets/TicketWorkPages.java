package fr.allomairies.workspace.tickets;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.Disposition;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
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

    private static final Refusal NOT_YOURS = new Refusal("not-yours", "only who has taken a ticket works on it");
    private static final Refusal TEXT_MISSING = new Refusal("text-missing", "the text is empty");
    private static final Refusal TEXT_TOO_LONG = new Refusal("text-too-long", "the text has at most 20000 characters");
    private static final Refusal NO_ADDRESS = new Refusal("no-address", "the citizen left no e-mail address");

    private static final Refusal DISPOSITION_UNKNOWN =
            new Refusal("disposition-unknown", "a disposition is one of " + Disposition.ANY);

    private final Ticketing ticketing;

    TicketWorkPages(Ticketing ticketing) {
        this.ticketing = ticketing;
    }

    /// @param key the same key again is the same letter
    @PostMapping("/reply")
    String reply(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String text,
            @RequestParam String key,
            Principal who,
            RedirectAttributes flash) {
        flash.addFlashAttribute("reply", text);
        var words = lines(text);
        return work(
                number, "replied", who, flash, ticket -> problem(words, key).or(() -> reply(ticket, words, key, who)));
    }

    private Optional<Refusal> reply(TicketView ticket, String text, String key, Principal who) {
        if (ticket.citizen().email() == null) {
            return Optional.of(NO_ADDRESS);
        }
        ticketing.addMessage(id(ticket), null, agent(who), text, key);
        return Optional.empty();
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
        return work(
                number,
                "noted",
                who,
                flash,
                ticket -> problem(words, key).or(() -> {
                    ticketing.addNote(id(ticket), agent(who), words, key);
                    return Optional.empty();
                }));
    }

    @PostMapping("/category")
    String classify(
            @PathVariable String number, @RequestParam String category, Principal who, RedirectAttributes flash) {
        return work(
                number,
                "classified",
                who,
                flash,
                ticket -> ticketing.classify(id(ticket), new CategoryCode(category), agent(who)));
    }

    @PostMapping("/hand-over")
    String handOver(
            @PathVariable String number,
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
                        : ticketing.handOver(id(ticket), new ServiceCode(service), words, agent(who)));
    }

    @PostMapping("/resolve")
    String resolve(
            @PathVariable String number, @RequestParam String disposition, Principal who, RedirectAttributes flash) {
        return work(
                number,
                "resolved",
                who,
                flash,
                ticket -> Disposition.CODES.contains(disposition)
                        ? ticketing.resolve(id(ticket), disposition, agent(who))
                        : Optional.of(DISPOSITION_UNKNOWN));
    }

    private String work(
            String number,
            String done,
            Principal who,
            RedirectAttributes flash,
            Function<TicketView, Optional<Refusal>> command) {
        var ticket = ticketing.byNumber(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var isOwner = agent(who).equals(ticket.summary().owner());
        var refusal = isOwner ? command.apply(ticket) : Optional.of(NOT_YOURS);
        refusal.ifPresentOrElse(reason -> flash.addFlashAttribute("refused", reason.code()), () -> {
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

    private static TicketId id(TicketView ticket) {
        return ticket.summary().id();
    }

    private static AgentId agent(Principal who) {
        return new AgentId(who.getName());
    }
}
