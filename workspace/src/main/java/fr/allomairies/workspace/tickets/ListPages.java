package fr.allomairies.workspace.tickets;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.lists.SavedList;
import fr.allomairies.workspace.lists.SavedLists;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.HttpStatus;
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

/// The lists that people keep. One's own, and for supervisors the shared ones, can be changed.
@Controller
@RequestMapping("/tickets/lists")
class ListPages {

    private static final String HERE = "redirect:/tickets/lists";

    private final SavedLists lists;
    private final AgentDirectory directory;

    ListPages(SavedLists lists, AgentDirectory directory) {
        this.lists = lists;
        this.directory = directory;
    }

    @GetMapping
    String list(HttpServletRequest who, Model page) {
        page.addAttribute("lists", lists.of(me(who)));
        page.addAttribute("me", me(who));
        page.addAttribute("supervisor", isSupervisor(who));
        page.addAttribute("directory", directory);
        page.addAttribute("most", SavedLists.MOST);
        return "tickets/lists";
    }

    @PostMapping
    String save(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean shared,
            @ModelAttribute TicketQuery asked,
            HttpServletRequest who,
            RedirectAttributes flash) {
        var list = new SavedList(UUID.randomUUID(), me(who), name.strip(), shared && isSupervisor(who), asked.toKeep());
        var problem = problem(name);
        if (!problem.isEmpty() || !lists.add(list)) {
            flash.addFlashAttribute("problem", problem.isEmpty() ? "list-most" : problem);
            return "redirect:" + asked.address(null, false);
        }
        flash.addFlashAttribute("kept", list.name());
        return "redirect:/tickets?list=" + list.id();
    }

    /// What it shows from now on.
    @PostMapping("/{id}/filters")
    String change(
            @PathVariable UUID id,
            @ModelAttribute TicketQuery asked,
            HttpServletRequest who,
            RedirectAttributes flash) {
        var list = changeable(id, who);
        lists.change(list.asking(asked.toKeep()));
        flash.addFlashAttribute("kept", list.name());
        return "redirect:/tickets?list=" + id;
    }

    /// What it is called, and for whom.
    @PostMapping("/{id}")
    String rename(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "false") boolean shared,
            HttpServletRequest who,
            RedirectAttributes flash) {
        var list = changeable(id, who);
        var forAll = isSupervisor(who) ? shared : list.shared();
        var problem = problem(name);
        if (!problem.isEmpty() || !lists.change(list.named(name.strip(), forAll))) {
            flash.addFlashAttribute("problem", problem.isEmpty() ? "list-most" : problem);
        } else {
            flash.addFlashAttribute("done", "renamed");
        }
        return HERE;
    }

    @PostMapping("/{id}/remove")
    String remove(@PathVariable UUID id, HttpServletRequest who, RedirectAttributes flash) {
        var list = changeable(id, who);
        lists.remove(id);
        flash.addFlashAttribute("removed", list);
        return HERE;
    }

    @PostMapping("/{id}/restore")
    String restore(@PathVariable UUID id, HttpServletRequest who, RedirectAttributes flash) {
        if (lists.restore(id, me(who), isSupervisor(who)).isEmpty()) {
            flash.addFlashAttribute("problem", "list-gone");
        } else {
            flash.addFlashAttribute("done", "restored");
        }
        return HERE;
    }

    private static String problem(String name) {
        return name.isBlank() ? "list-name" : name.strip().length() > SavedList.LONGEST_NAME ? "list-name-long" : "";
    }

    private SavedList changeable(UUID id, HttpServletRequest who) {
        var list = lists.find(id, me(who)).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (!list.owner().equals(me(who)) && !isSupervisor(who)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return list;
    }

    private static boolean isSupervisor(HttpServletRequest who) {
        return who.isUserInRole("SUPERVISOR");
    }

    private static AgentId me(HttpServletRequest who) {
        return new AgentId(who.getUserPrincipal().getName());
    }
}
