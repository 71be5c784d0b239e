package fr.allomairies.workspace.board.alerts;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.measures.Interval;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The rules of the alerts, and what they raised.
@Controller
@RequestMapping("/board/alerts")
class AlertPages {

    private static final String HERE = "redirect:/board/alerts";
    private static final int LISTED = 100;
    private static final int CHANGES = 20;
    private static final List<ChannelKind> CHANNELS =
            List.of(ChannelKind.VOICE, ChannelKind.RELAY, ChannelKind.EMAIL, ChannelKind.CHAT, ChannelKind.REPORT);

    private final Rules rules;
    private final AlertStore alerts;
    private final AlertSettings settings;
    private final Webhook webhook;
    private final Words words;
    private final Catalogue catalogue;
    private final AgentDirectory directory;
    private final OpenAlerts open;
    private final Clock clock;

    AlertPages(
            Rules rules,
            AlertStore alerts,
            AlertSettings settings,
            Webhook webhook,
            Words words,
            Catalogue catalogue,
            AgentDirectory directory,
            OpenAlerts open,
            Clock clock) {
        this.rules = rules;
        this.alerts = alerts;
        this.settings = settings;
        this.webhook = webhook;
        this.words = words;
        this.catalogue = catalogue;
        this.directory = directory;
        this.open = open;
        this.clock = clock;
    }

    @ModelAttribute("show")
    Show show(Locale locale) {
        return new Show(words, directory, locale);
    }

    @GetMapping
    String list(Model page) {
        var newest = alerts.newest(LISTED);
        page.addAttribute("rules", rules.all());
        page.addAttribute("alerts", newest);
        page.addAttribute("listed", LISTED);
        page.addAttribute(
                "messages",
                alerts.messages(newest.stream().map(Alert::id).toList()).stream()
                        .collect(Collectors.groupingBy(Message::alert)));
        page.addAttribute("changes", rules.changes(CHANGES));
        return "alerts/list";
    }

    @GetMapping("/new")
    String blank(Model page) {
        return form(page, RuleForm.BLANK, Map.of());
    }

    @GetMapping("/{id}")
    String edit(@PathVariable UUID id, Model page) {
        var rule = known(id);
        page.addAttribute("rule", rule);
        page.addAttribute("secret", webhook.secret(id));
        return form(page, RuleForm.of(rule), Map.of());
    }

    @PostMapping("/new")
    String create(RuleForm form, Principal by, Model page, RedirectAttributes flash) {
        return save(UUID.randomUUID(), true, form, by, page, flash);
    }

    @PostMapping("/{id}")
    String change(@PathVariable UUID id, RuleForm form, Principal by, Model page, RedirectAttributes flash) {
        var rule = known(id);
        page.addAttribute("rule", rule);
        page.addAttribute("secret", webhook.secret(id));
        return save(id, rule.active(), form, by, page, flash);
    }

    private String save(UUID id, boolean active, RuleForm form, Principal by, Model page, RedirectAttributes flash) {
        var problems = form.problems(settings);
        if (!problems.isEmpty()) {
            return form(page, form, problems);
        }
        if (!rules.put(form.rule(id, active, me(by), clock.instant()))) {
            return form(page, form, Map.of("name", "alerts.problem.too-many"));
        }
        flash.addFlashAttribute("done", "alerts.done.saved");
        return HERE;
    }

    @PostMapping("/{id}/pause")
    String pause(@PathVariable UUID id, Principal by, RedirectAttributes flash) {
        rules.activate(known(id), false, me(by), clock.instant());
        flash.addFlashAttribute("done", "alerts.done.paused");
        return HERE;
    }

    @PostMapping("/{id}/resume")
    String resume(@PathVariable UUID id, Principal by, RedirectAttributes flash) {
        rules.activate(known(id), true, me(by), clock.instant());
        flash.addFlashAttribute("done", "alerts.done.resumed");
        return HERE;
    }

    @PostMapping("/{id}/remove")
    String remove(@PathVariable UUID id, Principal by, RedirectAttributes flash) {
        rules.remove(known(id), me(by), clock.instant());
        flash.addFlashAttribute("done", "alerts.done.removed");
        return HERE;
    }

    @PostMapping("/raised/{alert}/acknowledge")
    String acknowledge(@PathVariable UUID alert, Principal by, RedirectAttributes flash) {
        var done = alerts.acknowledge(alert, me(by), clock.instant());
        open.refresh();
        flash.addFlashAttribute("done", done ? "alerts.done.acknowledged" : "alerts.done.too-late");
        return HERE;
    }

    private String form(Model page, RuleForm form, Map<String, String> problems) {
        page.addAttribute("form", form);
        page.addAttribute("problems", problems);
        page.addAttribute("figures", Figure.values());
        page.addAttribute("hosts", settings.webhookHosts());
        page.addAttribute("calm", settings.calmFor().toSeconds());
        page.addAttribute(
                "scopes",
                Stream.concat(
                                Stream.concat(
                                        Stream.of("all"),
                                        CHANNELS.stream().map(channel -> "channel:" + channel.value())),
                                catalogue.categories().stream()
                                        .map(Category::skill)
                                        .distinct()
                                        .sorted()
                                        .map(skill -> "skill:" + skill.value()))
                        .toList());
        return "alerts/rule";
    }

    private Rule known(UUID id) {
        return rules.rule(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static AgentId me(Principal by) {
        return new AgentId(by.getName());
    }

    /// As people read it.
    record Show(Words words, AgentDirectory directory, Locale locale) {

        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss");

        public String condition(Rule rule) {
            return words.condition(rule.figure(), rule.scope(), rule.above(), rule.threshold(), locale);
        }

        public String condition(Alert alert) {
            return words.condition(alert.figure(), alert.scope(), alert.above(), alert.threshold(), locale);
        }

        public String value(Alert alert) {
            return words.value(alert.figure(), alert.value(), locale);
        }

        public String scope(String written) {
            return words.scope(Scope.of(written).orElse(Scope.ALL), locale);
        }

        public String time(Instant at) {
            return TIME.format(at.atZone(Interval.CITY));
        }

        public String name(AgentId who) {
            return directory.nameOf(who);
        }
    }
}
