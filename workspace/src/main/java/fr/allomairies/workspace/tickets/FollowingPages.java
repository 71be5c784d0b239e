package fr.allomairies.workspace.tickets;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Following;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.following.Mentions;
import fr.allomairies.workspace.following.Mentions.Person;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Who follows a ticket, who is named in a note, and what of it all has been seen.
@Controller
@RequestMapping("/tickets")
class FollowingPages {

    private static final int LONGEST_NAME = 80;

    private final Following following;
    private final Ticketing ticketing;
    private final Mentions mentions;

    FollowingPages(Following following, Ticketing ticketing, Mentions mentions) {
        this.following = following;
        this.ticketing = ticketing;
        this.mentions = mentions;
    }

    @PostMapping("/{number}/follow")
    String follow(@PathVariable String number, Principal who, RedirectAttributes flash) {
        return back(number, "followed", following.follow(ticket(number), agent(who)), flash);
    }

    @PostMapping("/{number}/unfollow")
    String unfollow(@PathVariable String number, Principal who, RedirectAttributes flash) {
        following.unfollow(ticket(number), agent(who));
        return back(number, "unfollowed", Optional.empty(), flash);
    }

    private static String back(String number, String done, Optional<Refusal> refusal, RedirectAttributes flash) {
        refusal.ifPresentOrElse(
                reason -> flash.addFlashAttribute("refused", reason.code()),
                () -> flash.addFlashAttribute("done", done));
        return "redirect:/tickets/" + number;
    }

    @PostMapping("/news/seen")
    String allSeen(@RequestParam(defaultValue = "following") String view, Principal who) {
        following.allSeen(agent(who));
        return "redirect:/tickets?view=" + (view.equals("mentioned") ? view : "following");
    }

    /// @param name as far as it is typed
    @GetMapping("/people")
    @ResponseBody
    List<Person> people(@RequestParam(defaultValue = "") String name, Principal who) {
        return name.length() > LONGEST_NAME ? List.of() : mentions.beginning(name, agent(who));
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
