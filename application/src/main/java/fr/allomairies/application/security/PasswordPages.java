package fr.allomairies.application.security;

import fr.allomairies.contact.AccessEvent.Way;
import fr.allomairies.contact.AgentId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Everybody changes his own password, by the one that he has.
@Controller
class PasswordPages {

    private static final String OWN = "redirect:/account/password";

    private final StoredAccounts accounts;
    private final PasswordAgain passwords;
    private final WholeSignIn signIn;

    PasswordPages(StoredAccounts accounts, PasswordAgain passwords, WholeSignIn signIn) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.signIn = signIn;
    }

    @GetMapping("/account/password")
    String own() {
        return "account/password";
    }

    /// This session goes on as another, so that nobody is taken off duty by it; all others end.
    @PostMapping("/account/password")
    String change(
            @RequestParam String before,
            @RequestParam String next,
            @RequestParam String again,
            Principal me,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes flash) {
        var login = new AgentId(me.getName());
        var wrong = passwords.problem(login, before, request);
        if (wrong.isPresent()) {
            return problem(wrong.get(), flash);
        }
        if (!next.equals(again)) {
            return problem("password-again", flash);
        }
        var refused =
                accounts.change(login, next, SessionCookie.session(request).orElse(null));
        if (refused.isPresent()) {
            return problem(refused.get().code(), flash);
        }
        signIn.complete(login, Way.PASSWORD, request, response);
        flash.addFlashAttribute("done", "password");
        return OWN;
    }

    private static String problem(String code, RedirectAttributes flash) {
        flash.addFlashAttribute("problem", code);
        return OWN;
    }
}
