package fr.allomairies.workspace.administration;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.Passwords;
import fr.allomairies.workspace.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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

    private static final String HERE = "redirect:/administration/accounts/";
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
        return form(new AgentForm(null, null, null, Role.AGENT.name(), null, List.of()), true, page);
    }

    @PostMapping("/new")
    String create(@RequestParam Map<String, String> fields, RedirectAttributes flash) {
        var form = read(fields, fields.get("login"));
        var password = Passwords.next();
        var problems = problems(form, () -> agents.create(form, password));
        if (!problems.isEmpty()) {
            return again("new", form, problems, flash);
        }
        flash.addFlashAttribute("password", password);
        return HERE + form.login();
    }

    @GetMapping("/{login}")
    String show(@PathVariable String login, Model page) {
        var agent = agent(login);
        page.addAttribute("agent", agent);
        page.addAttribute(
                "phone", telephony.sipPhone(new AgentId(agent.login())).orElse(null));
        return form(agent.form(), false, page);
    }

    @PostMapping("/{login}")
    String change(@PathVariable String login, @RequestParam Map<String, String> fields, RedirectAttributes flash) {
        var form = read(fields, agent(login).login());
        var problems = problems(form, () -> agents.put(form));
        if (!problems.isEmpty()) {
            return again(login, form, problems, flash);
        }
        flash.addFlashAttribute("done", "saved");
        return HERE + login;
    }

    private List<InvalidField> problems(AgentForm form, Supplier<Optional<Refusal>> command) {
        var problems = agents.problems(form);
        return problems.isEmpty() ? command.get().map(AccountPages::problems).orElse(List.of()) : problems;
    }

    /// What was typed, with what is wrong in it.
    private static String again(String page, AgentForm typed, List<InvalidField> problems, RedirectAttributes flash) {
        flash.addFlashAttribute("form", typed);
        flash.addFlashAttribute(
                "problems",
                problems.stream()
                        .collect(Collectors.toMap(InvalidField::field, InvalidField::code, (first, _) -> first)));
        return HERE + page;
    }

    @PostMapping("/{login}/password")
    String password(@PathVariable String login, RedirectAttributes flash) {
        var password = Passwords.next();
        agents.password(agent(login), password)
                .ifPresentOrElse(
                        refusal -> flash.addFlashAttribute("refused", refusal.code()),
                        () -> flash.addFlashAttribute("password", password));
        return HERE + login;
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
        return HERE + login;
    }

    private Agents.Line agent(String login) {
        return Login.parse(login)
                .flatMap(agents::agent)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /// A form that comes back with what is wrong is shown as it was typed.
    private static String form(AgentForm form, boolean fresh, Model page) {
        page.addAttribute("fresh", fresh);
        if (!page.containsAttribute("form")) {
            page.addAttribute("form", form);
            page.addAttribute("problems", Map.of());
        }
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
