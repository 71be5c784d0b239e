package fr.allomairies.workspace.privacy;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Periods;
import fr.allomairies.ticketing.Retention;
import fr.allomairies.workspace.AgentDirectory;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// For how long requests are kept, what would go now, what went, and what is held back.
@Controller
@RequestMapping("/administration/privacy")
class RetentionPages {

    private static final String HERE = "redirect:/administration/privacy";
    private static final List<String> CHANNELS = List.of("voice", "relay", "email", "report", "chat");
    private static final int LISTED = 30;
    /// Somebody waits for the answer.
    private static final int AT_ONCE = 500;

    private final Retention retention;
    private final AgentDirectory directory;
    private final Catalogue catalogue;

    RetentionPages(Retention retention, AgentDirectory directory, Catalogue catalogue) {
        this.retention = retention;
        this.directory = directory;
        this.catalogue = catalogue;
    }

    @ModelAttribute("show")
    Show show(Locale locale) {
        return new Show(directory, catalogue, locale);
    }

    @GetMapping
    String page(Model page) {
        var periods = retention.periods();
        page.addAttribute("periods", periods);
        page.addAttribute("categories", new TreeMap<>(periods.categories()));
        page.addAttribute("channels", new TreeMap<>(periods.channels()));
        page.addAttribute("changes", retention.changes(LISTED));
        page.addAttribute("preview", retention.preview());
        page.addAttribute("runs", retention.runs(LISTED));
        page.addAttribute("holds", retention.holds());
        return "privacy/retention";
    }

    @GetMapping("/periods")
    String periods(Locale locale, Model page) {
        return form(PeriodsForm.of(retention.periods()), locale, page);
    }

    /// Says what would go the next night. What goes does not come back, so it is asked once more.
    @PostMapping("/periods")
    String check(@RequestParam Map<String, String> fields, Locale locale, Model page) {
        var typed = PeriodsForm.read(fields);
        var wanted = typed.read().filter(Periods::isPossible);
        if (wanted.isEmpty()) {
            page.addAttribute("problem", "months-form");
            return form(typed, locale, page);
        }
        page.addAttribute("form", PeriodsForm.of(wanted.get()));
        page.addAttribute("wanted", wanted.get());
        page.addAttribute("before", retention.preview());
        page.addAttribute("preview", retention.preview(wanted.get()));
        return "privacy/periods-confirm";
    }

    @PostMapping("/periods/set")
    String set(
            @RequestParam Map<String, String> fields,
            Principal who,
            Locale locale,
            Model page,
            RedirectAttributes flash) {
        var typed = PeriodsForm.read(fields);
        var problem = typed.read()
                .map(wanted -> retention.set(wanted, me(who)).map(Refusal::code))
                .orElse(Optional.of("months-form"));
        if (problem.isPresent()) {
            page.addAttribute("problem", problem.get());
            return form(typed, locale, page);
        }
        flash.addFlashAttribute("saved", true);
        return HERE;
    }

    private String form(PeriodsForm form, Locale locale, Model page) {
        page.addAttribute("form", form);
        page.addAttribute("known", catalogue.categories());
        page.addAttribute(
                "themes",
                catalogue.categories().stream()
                        .map(category -> category.code().theme())
                        .distinct()
                        .sorted()
                        .toList());
        page.addAttribute("channelCodes", CHANNELS);
        page.addAttribute("locale", locale);
        return "privacy/periods";
    }

    @GetMapping("/apply")
    String ask(Model page) {
        page.addAttribute("preview", retention.preview());
        page.addAttribute("most", AT_ONCE);
        return "privacy/apply";
    }

    @PostMapping("/apply")
    String apply(Principal who, RedirectAttributes flash) {
        flash.addFlashAttribute("applied", retention.apply(me(who), AT_ONCE));
        return HERE;
    }

    @PostMapping("/holds")
    String hold(@RequestParam String number, @RequestParam String why, Principal who, RedirectAttributes flash) {
        retention
                .hold(number, why, me(who))
                .ifPresentOrElse(
                        refusal -> {
                            flash.addFlashAttribute("problem", refusal.code());
                            flash.addFlashAttribute("number", number);
                            flash.addFlashAttribute("why", why);
                        },
                        () -> flash.addFlashAttribute("done", "held"));
        return HERE + "#holds";
    }

    @PostMapping("/holds/release")
    String release(@RequestParam String number, Principal who, RedirectAttributes flash) {
        retention.release(number, me(who));
        flash.addFlashAttribute("done", "released");
        return HERE + "#holds";
    }

    private static AgentId me(Principal who) {
        return new AgentId(who.getName());
    }
}
