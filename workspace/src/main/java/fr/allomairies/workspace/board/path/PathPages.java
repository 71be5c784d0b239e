package fr.allomairies.workspace.board.path;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.workspace.AgentDirectory;
import java.security.Principal;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/// Why this contact, why this agent, why now: for supervisors, and for an agent about what was offered to her.
@Controller
class PathPages {

    private final Paths paths;
    private final AgentDirectory directory;

    PathPages(Paths paths, AgentDirectory directory) {
        this.paths = paths;
        this.directory = directory;
    }

    @GetMapping("/board/contacts/{contact}")
    String forSupervisor(@PathVariable ContactId contact, Locale locale, Model page) {
        return show(contact, locale, page, "/board");
    }

    @GetMapping("/desk/contacts/{contact}/path")
    String forAgent(Principal who, @PathVariable ContactId contact, Locale locale, Model page) {
        if (!paths.concerns(contact, new AgentId(who.getName()))) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return show(contact, locale, page, "/desk");
    }

    private String show(ContactId contact, Locale locale, Model page, String back) {
        var steps = paths.of(contact, locale);
        if (steps.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        page.addAttribute("steps", steps);
        page.addAttribute("back", back);
        page.addAttribute("directory", directory);
        return "board/path";
    }
}
