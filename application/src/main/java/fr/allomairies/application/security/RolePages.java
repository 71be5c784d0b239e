package fr.allomairies.application.security;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.Role;
import java.security.Principal;
import java.util.Arrays;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// What each role may, which of them asks for a second factor, and who has one.
@Controller
class RolePages {

    private final SecondFactors factors;
    private final AgentDirectory directory;

    RolePages(SecondFactors factors, AgentDirectory directory) {
        this.factors = factors;
        this.directory = directory;
    }

    @GetMapping("/administration/roles")
    String page(Principal me, Model page) {
        page.addAttribute("me", me.getName());
        page.addAttribute("roles", Role.values());
        page.addAttribute("rights", Right.TABLE);
        page.addAttribute(
                "required",
                Arrays.stream(Role.values()).filter(factors::isRequired).toList());
        page.addAttribute(
                "holders",
                directory.accounts().stream()
                        .filter(account -> factors.isSet(account.login()))
                        .toList());
        page.addAttribute("locked", factors.locked());
        page.addAttribute(
                "without",
                directory.accounts().stream()
                        .filter(account -> account.active()
                                && factors.isRequired(account.role())
                                && !factors.isSet(account.login()))
                        .toList());
        return "account/roles";
    }

    @PostMapping("/administration/roles")
    String require(@RequestParam Role role, @RequestParam boolean required, Principal me, RedirectAttributes flash) {
        factors.require(role, required, new AgentId(me.getName()));
        flash.addFlashAttribute("done", "saved");
        return "redirect:/administration/roles";
    }

    /// For who has lost the telephone and the recovery codes. One's own goes by a code, or by another administrator: a
    /// screen that was left open does not take it away.
    @PostMapping("/administration/roles/second-factor-removal")
    String remove(@RequestParam String login, Principal me, RedirectAttributes flash) {
        factors.remove(another(login, me), new AgentId(me.getName()));
        flash.addFlashAttribute("done", "removed");
        return "redirect:/administration/roles";
    }

    /// For who is shut out by wrong codes, perhaps of somebody else; the second factor stays.
    @PostMapping("/administration/roles/second-factor-unlock")
    String unlock(@RequestParam String login, Principal me, RedirectAttributes flash) {
        factors.unlock(another(login, me), new AgentId(me.getName()));
        flash.addFlashAttribute("done", "unlocked");
        return "redirect:/administration/roles";
    }

    private AgentId another(String login, Principal me) {
        var whose = directory.accounts().stream()
                .map(Account::login)
                .filter(one -> one.value().equals(login))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (whose.value().equals(me.getName())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return whose;
    }
}
