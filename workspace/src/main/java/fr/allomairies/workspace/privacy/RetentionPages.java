package fr.allomairies.workspace.privacy;

import fr.allomairies.contact.AgentId;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.PrivacySettings;
import fr.allomairies.ticketing.Retention;
import fr.allomairies.workspace.AgentDirectory;
import java.security.Principal;
import java.util.Locale;
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
    private static final int LISTED = 30;
    /// Somebody waits for the answer.
    private static final int AT_ONCE = 500;

    private final Retention retention;
    private final PrivacySettings settings;
    private final AgentDirectory directory;
    private final Catalogue catalogue;

    RetentionPages(Retention retention, PrivacySettings settings, AgentDirectory directory, Catalogue catalogue) {
        this.retention = retention;
        this.settings = settings;
        this.directory = directory;
        this.catalogue = catalogue;
    }

    @ModelAttribute("show")
    Show show(Locale locale) {
        return new Show(directory, catalogue, locale);
    }

    @GetMapping
    String page(Model page) {
        page.addAttribute("settings", settings);
        page.addAttribute("categories", new TreeMap<>(settings.categories()));
        page.addAttribute("channels", new TreeMap<>(settings.channels()));
        page.addAttribute("preview", retention.preview());
        page.addAttribute("runs", retention.runs(LISTED));
        page.addAttribute("holds", retention.holds());
        return "privacy/retention";
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
