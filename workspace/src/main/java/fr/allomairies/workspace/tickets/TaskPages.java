package fr.allomairies.workspace.tickets;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TaskId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Tasks;
import fr.allomairies.ticketing.Tasks.Asked;
import fr.allomairies.ticketing.Tasks.For;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.AgentDirectory;
import java.security.Principal;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What is to be done for a ticket, and the list of what is to be done by somebody or by all.
@Controller
@RequestMapping("/tickets")
class TaskPages {

    private static final Refusal NOBODY = new Refusal("task-for", "a task is for a service or for somebody");

    private final Tasks tasks;
    private final Ticketing ticketing;
    private final Catalogue catalogue;
    private final AgentDirectory directory;

    TaskPages(Tasks tasks, Ticketing ticketing, Catalogue catalogue, AgentDirectory directory) {
        this.tasks = tasks;
        this.ticketing = ticketing;
        this.catalogue = catalogue;
        this.directory = directory;
    }

    /// @param whose `mine`, or everybody's
    @GetMapping("/tasks")
    String list(@RequestParam(defaultValue = "mine") String whose, Principal who, Locale locale, Model page) {
        var mine = !whose.equals("all");
        var asked = mine ? new Asked.Of(new For.Person(agent(who))) : new Asked.Everybody();
        page.addAttribute("mine", mine);
        page.addAttribute("tasks", tasks.open(asked));
        page.addAttribute("count", tasks.count(asked));
        page.addAttribute("most", Tasks.MOST_LISTED);
        page.addAttribute("directory", directory);
        page.addAttribute("show", new Shown(catalogue, locale));
        return "tickets/tasks";
    }

    /// @param whose `service:` and its code, or `person:` and the login
    /// @param days a number; what is none is refused like one that is too large
    @PostMapping("/{number}/tasks")
    String add(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String whose,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "false") boolean needed,
            Principal who,
            RedirectAttributes flash) {
        var ticket = ticket(number);
        var refusal = whose(whose)
                .map(of -> tasks.add(
                        ticket, text, of, days.matches("\\d{1,3}") ? Integer.parseInt(days) : -1, needed, agent(who)))
                .orElse(Optional.of(NOBODY));
        if (refusal.isPresent()) {
            flash.addFlashAttribute("taskText", text);
            flash.addFlashAttribute("taskWhose", whose);
            flash.addFlashAttribute("taskDays", days);
            flash.addFlashAttribute("taskNeeded", needed);
        }
        return told(flash, refusal, "task-added", "/tickets/" + number);
    }

    private Optional<For> whose(String whose) {
        return whose.startsWith("service:")
                ? catalogue.services().stream()
                        .filter(service -> whose.equals("service:" + service.value()))
                        .findFirst()
                        .map(For.Service::new)
                : BulkPages.assignable(directory).stream()
                        .filter(account ->
                                whose.equals("person:" + account.login().value()))
                        .findFirst()
                        .map(account -> new For.Person(account.login()));
    }

    /// @param from `tasks` and `all` lead back to the list
    @PostMapping("/{number}/tasks/{task}/{what:done|reopen|call-off}")
    String change(
            @PathVariable String number,
            @PathVariable UUID task,
            @PathVariable String what,
            @RequestParam(defaultValue = "") String from,
            Principal who,
            RedirectAttributes flash) {
        var id = new TaskId(task);
        var refusal = switch (what) {
            case "done" -> tasks.done(id, agent(who));
            case "reopen" -> tasks.reopen(id, agent(who));
            default -> tasks.callOff(id, agent(who));
        };
        if (refusal.isEmpty() && what.equals("done")) {
            flash.addFlashAttribute("undoNumber", number);
            flash.addFlashAttribute("undo", task);
        }
        var back = switch (from) {
            case "tasks" -> "/tickets/tasks";
            case "all" -> "/tickets/tasks?whose=all";
            default -> "/tickets/" + number;
        };
        return told(flash, refusal, "task-" + what, back);
    }

    private static String told(RedirectAttributes flash, Optional<Refusal> refusal, String done, String back) {
        refusal.ifPresentOrElse(
                reason -> flash.addFlashAttribute("refused", reason.code()),
                () -> flash.addFlashAttribute("done", done));
        return "redirect:" + back;
    }

    private TicketId ticket(String number) {
        return ticketing
                .byNumber(number)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
                .summary()
                .id();
    }

    private static AgentId agent(Principal who) {
        return new AgentId(who.getName());
    }
}
