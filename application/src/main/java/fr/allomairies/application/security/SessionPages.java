package fr.allomairies.application.security;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where somebody is signed in: everybody sees and ends his own sessions, administrators everybody's.
@Controller
class SessionPages {

    private final OpenSessions sessions;
    private final AgentDirectory directory;

    SessionPages(OpenSessions sessions, AgentDirectory directory) {
        this.sessions = sessions;
        this.directory = directory;
    }

    @ModelAttribute
    void common(HttpServletRequest request, Model page) {
        page.addAttribute("here", SessionCookie.session(request).orElse(""));
        page.addAttribute("show", new Show(directory));
    }

    @GetMapping("/account/sessions")
    String own(Principal me, Model page) {
        page.addAttribute("sessions", sessions.of(me(me)));
        return "account/sessions";
    }

    @PostMapping("/account/sessions/{id}/end")
    String endOwn(@PathVariable String id, Principal me, RedirectAttributes flash) {
        sessions.end(id, me(me), me(me));
        flash.addFlashAttribute("done", "ended");
        return "redirect:/account/sessions";
    }

    @PostMapping("/account/sessions/end-others")
    String endOtherOwn(HttpServletRequest request, Principal me, RedirectAttributes flash) {
        sessions.endOthers(me(me), SessionCookie.session(request).orElse(null), me(me));
        flash.addFlashAttribute("done", "others");
        return "redirect:/account/sessions";
    }

    /// @param login whose; blank or absent for everybody's
    @GetMapping("/administration/sessions")
    String all(@RequestParam(required = false) @Nullable String login, Model page) {
        var whose = Optional.ofNullable(login).filter(one -> !one.isBlank()).map(this::account);
        page.addAttribute("sessions", sessions.of(whose.map(Account::login).orElse(null)));
        page.addAttribute("whose", whose.orElse(null));
        page.addAttribute(
                "accounts",
                directory.accounts().stream()
                        .sorted(Comparator.comparing(Account::name))
                        .toList());
        return "account/all-sessions";
    }

    @PostMapping("/administration/sessions/{id}/end")
    String end(
            @PathVariable String id,
            @RequestParam String of,
            @RequestParam(required = false) @Nullable String login,
            Principal me,
            RedirectAttributes flash) {
        sessions.end(id, account(of).login(), me(me));
        return back("ended", login, flash);
    }

    /// Whoever ends his own stays where he is.
    @PostMapping("/administration/sessions/end-all")
    String endAll(@RequestParam String login, HttpServletRequest request, Principal me, RedirectAttributes flash) {
        var whose = account(login).login();
        var kept = whose.equals(me(me)) ? SessionCookie.session(request).orElse(null) : null;
        sessions.endOthers(whose, kept, me(me));
        return back("all", login, flash);
    }

    private static String back(String done, @Nullable String login, RedirectAttributes flash) {
        flash.addFlashAttribute("done", done);
        if (login != null && !login.isBlank()) {
            flash.addAttribute("login", login);
        }
        return "redirect:/administration/sessions";
    }

    private Account account(String login) {
        try {
            return directory.account(new AgentId(login)).orElseThrow(SessionPages::unknown);
        } catch (IllegalArgumentException _) {
            throw unknown();
        }
    }

    private static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static AgentId me(Principal me) {
        return new AgentId(me.getName());
    }
}
