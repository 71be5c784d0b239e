package fr.allomairies.ticketing.web;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TaskId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.Attachments;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.HandOvers;
import fr.allomairies.ticketing.Readings;
import fr.allomairies.ticketing.Readings.Purpose;
import fr.allomairies.ticketing.Tasks;
import fr.allomairies.ticketing.Tasks.Asked;
import fr.allomairies.ticketing.Tasks.For;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.wording.Wording;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The page of a municipal service: its requests, and for each where the work stands.
@Controller
@RequestMapping("/service")
class OfficerController {

    private static final int PAGE = 50;

    private final Ticketing ticketing;
    private final Attachments attachments;
    private final Wording wording;
    private final Catalogue catalogue;
    private final CityClock clock;
    private final Readings readings;
    private final Tasks tasks;
    private final HandOvers handOvers;

    OfficerController(
            Ticketing ticketing,
            Attachments attachments,
            Wording wording,
            Catalogue catalogue,
            CityClock clock,
            Readings readings,
            Tasks tasks,
            HandOvers handOvers) {
        this.handOvers = handOvers;
        this.tasks = tasks;
        this.ticketing = ticketing;
        this.attachments = attachments;
        this.wording = wording;
        this.catalogue = catalogue;
        this.clock = clock;
        this.readings = readings;
    }

    @ModelAttribute("words")
    PageTexts texts(Locale locale) {
        return new PageTexts(locale, wording, catalogue);
    }

    @GetMapping
    String list(
            @RequestParam(defaultValue = "false") boolean resolved,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam Optional<String> service,
            Authentication officer,
            Model model) {
        var mine = OfficerServices.of(officer).codes();
        var asked = mine.stream()
                .filter(code -> service.map(code.value()::equals).orElse(true))
                .findFirst();
        var shown = asked.or(() -> mine.stream().findFirst());
        model.addAttribute("services", mine);
        model.addAttribute("otherService", asked.isEmpty());
        shown.ifPresent(code -> fill(model, code, resolved, text, Math.max(0, page)));
        return shown.isPresent() ? "ticketing/officer-list" : "ticketing/officer-nowhere";
    }

    private void fill(Model model, ServiceCode service, boolean resolved, String text, int page) {
        var status = resolved ? TicketStatus.RESOLVED : TicketStatus.WITH_SERVICE;
        var filter = new TicketFilter(text, status, service, null);
        var lines = ticketing.find(filter, PAGE + 1, page * PAGE).stream()
                .map(ticket -> OfficerLine.of(ticket, clock.today()))
                .toList();
        var ofService = new Asked.Of(new For.Service(service));
        model.addAttribute("tasks", tasks.open(ofService));
        model.addAttribute("count", tasks.count(ofService));
        model.addAttribute("service", service);
        model.addAttribute("resolved", resolved);
        model.addAttribute("text", text);
        model.addAttribute("page", page);
        model.addAttribute("more", lines.size() > PAGE);
        model.addAttribute("lines", lines.subList(0, Math.min(PAGE, lines.size())));
    }

    /// A task of another service does not exist for this officer.
    @PostMapping("/tasks/{task}/{what:done|reopen}")
    String task(@PathVariable UUID task, @PathVariable String what, Authentication officer, RedirectAttributes flash) {
        var id = new TaskId(task);
        var mine = OfficerServices.of(officer).codes();
        var service = tasks.whose(id)
                .flatMap(whose -> mine.stream()
                        .filter(code -> whose.equals(new For.Service(code)))
                        .findFirst())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var by = new AgentId(officer.getName());
        var refusal = what.equals("done") ? tasks.done(id, by) : tasks.reopen(id, by);
        flash.addFlashAttribute(
                "task", refusal.map(Refusal::code).orElse(what.equals("done") ? "task-done" : "task-reopened"));
        if (refusal.isEmpty() && what.equals("done")) {
            flash.addFlashAttribute("undo", task);
        }
        return "redirect:/service?service=" + service;
    }

    @GetMapping("/{ticket}")
    String ticket(@PathVariable UUID ticket, Authentication officer, Model model) {
        var view = find(ticket, officer);
        readings.read(view.summary().id(), new AgentId(officer.getName()), Purpose.SERVICE);
        model.addAttribute("page", OfficerPage.of(view, clock.today()));
        model.addAttribute(
                "needed",
                tasks.of(view.summary().id()).stream()
                        .filter(task -> task.needed() && task.isOpen())
                        .toList());
        if (!model.containsAttribute("form")) {
            model.addAttribute("form", ProgressForm.EMPTY);
        }
        return "ticketing/officer-ticket";
    }

    /// What was refused comes back as it was typed.
    @PostMapping("/{ticket}")
    String report(
            @PathVariable UUID ticket,
            @ModelAttribute ProgressForm form,
            Authentication officer,
            RedirectAttributes flash) {
        var view = find(ticket, officer);
        form.unreadable()
                .or(() -> report(view, form, officer))
                .ifPresentOrElse(
                        refusal -> {
                            flash.addFlashAttribute("form", form);
                            flash.addFlashAttribute(
                                    "errorField", ProgressForm.field(refusal).orElse(""));
                            flash.addFlashAttribute("error", "ticketing.officer.error." + refusal.code());
                        },
                        () -> flash.addFlashAttribute("saved", true));
        return "redirect:/service/" + ticket;
    }

    @GetMapping("/{ticket}/files/{attachment}")
    ResponseEntity<byte[]> file(@PathVariable UUID ticket, @PathVariable UUID attachment, Authentication officer) {
        var view = find(ticket, officer);
        return AttachmentResponse.of(
                OfficerPage.shows(view, attachment) ? attachments.content(attachment) : Optional.empty());
    }

    private Optional<Refusal> report(TicketView view, ProgressForm form, Authentication officer) {
        var service = Objects.requireNonNull(view.summary().service());
        if (form.isRefusal()) {
            return handOvers.refuse(view.summary().id(), service, form.reason(), new AgentId(officer.getName()));
        }
        return ticketing.report(
                view.summary().id(), service, form.known(), form.reason(), form.date(), officer.getName());
    }

    private TicketView find(UUID ticket, Authentication officer) {
        return OfficerServices.of(officer)
                .ticket(ticketing, ticket)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
