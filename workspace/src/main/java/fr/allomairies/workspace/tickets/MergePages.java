package fr.allomairies.workspace.tickets;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.Cases.Split;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.AgentDirectory;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Makes several requests one matter, and takes that back; makes two of one. Each is shown before it is confirmed.
@Controller
class MergePages {

    private static final int LONGEST_SUBJECT = 200;

    private final Ticketing ticketing;
    private final Cases cases;
    private final Catalogue catalogue;
    private final AgentDirectory directory;

    MergePages(Ticketing ticketing, Cases cases, Catalogue catalogue, AgentDirectory directory) {
        this.ticketing = ticketing;
        this.cases = cases;
        this.catalogue = catalogue;
        this.directory = directory;
    }

    /// @param number of each that was chosen
    /// @param more numbers as somebody types or pastes them
    @GetMapping("/tickets/merge")
    String preview(
            @RequestParam(defaultValue = "") List<String> number,
            @RequestParam(defaultValue = "") String more,
            Locale locale,
            Model page) {
        var wanted = Stream.concat(number.stream(), Stream.of(more.split("[\\s,;]+")))
                .map(each -> each.strip().toUpperCase(Locale.ROOT))
                .filter(each -> !each.isEmpty())
                .distinct()
                .limit(Cases.MOST + 1L)
                .toList();
        return show(wanted, null, locale, page);
    }

    private String show(List<String> wanted, @Nullable String survivor, Locale locale, Model page) {
        var known = wanted.stream()
                .map(ticketing::byNumber)
                .flatMap(Optional::stream)
                .map(TicketView::summary)
                .toList();
        var views = known.stream()
                .map(ticket ->
                        ticket.merged() == null ? ticket.id() : ticket.merged().into())
                .distinct()
                .map(ticketing::ticket)
                .flatMap(Optional::stream)
                .toList();
        var numbers = known.stream().map(TicketSummary::number).toList();
        page.addAttribute(
                "unknown",
                wanted.stream().filter(each -> !numbers.contains(each)).toList());
        page.addAttribute(
                "merged",
                known.stream().filter(ticket -> ticket.merged() != null).toList());
        page.addAttribute("tickets", views);
        page.addAttribute("tooMany", wanted.size() > Cases.MOST);
        page.addAttribute(
                "survivor",
                Optional.ofNullable(survivor).or(() -> proposed(views)).orElse(""));
        page.addAttribute("directory", directory);
        page.addAttribute("show", new Shown(catalogue, locale));
        return "tickets/merge";
    }

    /// What a service works on before what is open, before what is over; of those the oldest.
    private static Optional<String> proposed(List<TicketView> views) {
        return views.stream()
                .map(TicketView::summary)
                .min(Comparator.comparing((TicketSummary ticket) -> ticket.status() != TicketStatus.WITH_SERVICE)
                        .thenComparing(ticket -> !Shown.isOpen(ticket.status()))
                        .thenComparing(TicketSummary::openedAt))
                .map(TicketSummary::number);
    }

    /// 409 with who was faster, and everything as it was.
    @PostMapping("/tickets/merge")
    String merge(
            @RequestParam List<String> number,
            @RequestParam(defaultValue = "") String survivor,
            Principal who,
            Locale locale,
            Model page,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var chosen = number.stream().distinct().limit(Cases.MOST + 1L).toList();
        var others = chosen.stream()
                .filter(each -> !each.equals(survivor))
                .map(each -> view(each).summary().id())
                .toList();
        var refusal = cases.merge(view(survivor).summary().id(), others, agent(who));
        if (refusal.isPresent()) {
            response.setStatus(HttpStatus.CONFLICT.value());
            page.addAttribute("refused", refusal.get().code());
            return show(chosen, survivor, locale, page);
        }
        flash.addFlashAttribute("done", "merged");
        return "redirect:/tickets/" + survivor;
    }

    /// @param number of the one that would stand for itself again
    @GetMapping("/tickets/{number}/separate")
    String undo(@PathVariable String number, Locale locale, Model page) {
        var view = view(number);
        var merged = view.summary().merged();
        if (merged == null) {
            return "redirect:/tickets/" + number;
        }
        page.addAttribute("ticket", view.summary());
        page.addAttribute(
                "joined",
                cases.joined(merged.into()).stream()
                        .filter(joined ->
                                joined.ticket().id().equals(view.summary().id()))
                        .findFirst()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        page.addAttribute("show", new Shown(catalogue, locale));
        page.addAttribute("directory", directory);
        return "tickets/separate";
    }

    @PostMapping("/tickets/{number}/separate")
    String separate(@PathVariable String number, Principal who, RedirectAttributes flash) {
        return told(number, cases.separate(view(number).summary().id(), agent(who)), "separated", flash);
    }

    @PostMapping("/tickets/{number}/rejoin")
    String rejoin(@PathVariable String number, Principal who, RedirectAttributes flash) {
        return told(number, cases.rejoin(view(number).summary().id(), agent(who)), "rejoined", flash);
    }

    private static String told(String number, Optional<Refusal> refusal, String done, RedirectAttributes flash) {
        refusal.ifPresentOrElse(
                reason -> flash.addFlashAttribute("refused", reason.code()),
                () -> flash.addFlashAttribute("done", done));
        return "redirect:/tickets/" + number;
    }

    @PostMapping("/tickets/{number}/split")
    String split(
            @PathVariable String number,
            @RequestParam(defaultValue = "") List<String> said,
            @RequestParam String category,
            @RequestParam(defaultValue = "") String subject,
            Principal who,
            RedirectAttributes flash) {
        var id = view(number).summary().id();
        var split = subject.isBlank() || subject.length() > LONGEST_SUBJECT
                ? new Split.Refused(new Refusal("subject-missing", "a new ticket needs a subject"))
                : split(id, said, category, subject, who);
        switch (split) {
            case Split.Refused(var refusal) -> {
                flash.addFlashAttribute("refused", refusal.code());
                flash.addFlashAttribute("splitSubject", subject);
                flash.addFlashAttribute("splitSaid", said);
                return "redirect:/tickets/" + number;
            }
            case Split.Done(var fresh) -> {
                flash.addFlashAttribute("done", "split");
                return "redirect:/tickets/" + fresh;
            }
        }
    }

    private Split split(TicketId id, List<String> said, String category, String subject, Principal who) {
        var chosen = said.stream().limit(500).map(InteractionId::of).toList();
        return cases.split(id, chosen, new CategoryCode(category), subject.strip(), agent(who));
    }

    /// What no form of ours sends.
    @ExceptionHandler
    void unusable(IllegalArgumentException nonsense, HttpServletResponse answer) throws IOException {
        answer.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }

    private TicketView view(String number) {
        return ticketing.byNumber(number).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static AgentId agent(Principal who) {
        return new AgentId(who.getName());
    }
}
