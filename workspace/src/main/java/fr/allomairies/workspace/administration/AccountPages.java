package fr.allomairies.workspace.administration;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

/// Accounts for people. Passwords are made here, shown once, and known to nobody but their owner afterwards.
@Controller
@RequestMapping("/administration/accounts")
class AccountPages {

    private static final String LEVEL = "skill.";

    private final Agents agents;
    private final Catalogue catalogue;
    private final Telephony telephony;

    AccountPages(Agents agents, Catalogue catalogue, Telephony telephony) {
        this.agents = agents;
        this.catalogue = catalogue;
        this.telephony = telephony;
    }

    @ModelAttribute
    void choices(Model page) {
        page.addAttribute("roles", Role.values());
        page.addAttribute("services", catalogue.services());
        page.addAttribute("skills", AgentForm.skillsOf(catalogue));
    }

    @GetMapping
    String list(Model page) {
        page.addAttribute("agents", agents.all());
        return "administration/accounts";
    }

    @GetMapping("/new")
    String blank(Model page) {
        return form(new AgentForm(null, null, null, Role.AGENT.name(), null, List.of()), true, List.of(), page);
    }

    @PostMapping("/new")
    String create(@RequestParam Map<String, String> fields, Model page, RedirectAttributes flash) {
        var form = read(fields, fields.get("login"));
        var problems = agents.problems(form);
        if (!problems.isEmpty()) {
            return form(form, true, problems, page);
        }
        var password = Passwords.next();
        var refusal = agents.create(form, password);
        if (refusal.isPresent()) {
            return form(form, true, problems(refusal.get()), page);
        }
        flash.addFlashAttribute("password", password);
        return "redirect:/administration/accounts/" + form.login();
    }

    @GetMapping("/{login}")
    String show(@PathVariable String login, Model page) {
        return account(agent(login), List.of(), page);
    }

    @PostMapping("/{login}")
    String change(
            @PathVariable String login,
            @RequestParam Map<String, String> fields,
            Model page,
            RedirectAttributes flash) {
        var agent = agent(login);
        var form = read(fields, login);
        var problems = new ArrayList<>(agents.problems(form));
        if (problems.isEmpty()) {
            agents.put(form).ifPresent(refusal -> problems.addAll(problems(refusal)));
        }
        if (!problems.isEmpty()) {
            page.addAttribute("form", form);
            return account(agent, problems, page);
        }
        flash.addFlashAttribute("done", "saved");
        return "redirect:/administration/accounts/" + login;
    }

    @PostMapping("/{login}/password")
    String password(@PathVariable String login, RedirectAttributes flash) {
        var password = Passwords.next();
        agents.password(agent(login), password)
                .ifPresentOrElse(
                        refusal -> flash.addFlashAttribute("refused", refusal.code()),
                        () -> flash.addFlashAttribute("password", password));
        return "redirect:/administration/accounts/" + login;
    }

    /// Asks once more.
    @GetMapping("/{login}/deactivate")
    String confirm(@PathVariable String login, Model page) {
        page.addAttribute("agent", agent(login));
        return "administration/deactivate";
    }

    @PostMapping("/{login}/deactivate")
    String deactivate(@PathVariable String login, RedirectAttributes flash) {
        agents.deactivate(new AgentId(agent(login).login()))
                .ifPresentOrElse(
                        refusal -> flash.addFlashAttribute("refused", refusal.code()),
                        () -> flash.addFlashAttribute("done", "deactivated"));
        return "redirect:/administration/accounts/" + login;
    }

    private Agents.Line agent(String login) {
        return Login.parse(login)
                .flatMap(agents::agent)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private String account(Agents.Line agent, List<InvalidField> problems, Model page) {
        page.addAttribute("agent", agent);
        page.addAttribute(
                "phone", telephony.sipPhone(new AgentId(agent.login())).orElse(null));
        var typed = (AgentForm) page.getAttribute("form");
        return form(typed == null ? agent.form() : typed, false, problems, page);
    }

    private static String form(AgentForm form, boolean fresh, List<InvalidField> problems, Model page) {
        page.addAttribute("form", form);
        page.addAttribute("fresh", fresh);
        page.addAttribute(
                "problems",
                problems.stream()
                        .collect(Collectors.toMap(InvalidField::field, InvalidField::code, (first, _) -> first)));
        return "administration/account";
    }

    private static List<InvalidField> problems(Refusal refusal) {
        var field = refusal.code().equals("login-taken") ? "login" : "role";
        return List.of(new InvalidField(field, refusal.code(), refusal.detail()));
    }

    /// The service of somebody who is no officer is what the form's choice happened to hold: it is passed over.
    private static AgentForm read(Map<String, String> fields, @Nullable String login) {
        var role = fields.get("role");
        return new AgentForm(
                Optional.ofNullable(login).map(String::strip).orElse(null),
                fields.get("name"),
                null,
                role,
                Role.OFFICER.name().equals(role) ? fields.get("service") : null,
                fields.entrySet().stream()
                        .filter(field -> field.getKey().startsWith(LEVEL)
                                && field.getValue().matches("[1-5]"))
                        .map(field -> new AgentForm.SkillLevel(
                                field.getKey().substring(LEVEL.length()), Integer.parseInt(field.getValue())))
                        .toList());
    }
}
