package fr.allomairies.workspace.administration;

import fr.allomairies.channels.PartnerKeys;
import fr.allomairies.channels.PartnerKeys.Made;
import fr.allomairies.channels.PartnerKeys.PartnerKey;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.workspace.AgentDirectory;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
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

/// Keys by which partners file reports. A new one is shown in the answer to who asked for it, never by a redirection,
/// which would keep it in the session.
@Controller
@RequestMapping("/administration/partners")
class PartnerPages {

    private static final String PAGE = "administration/partners";
    private static final String HERE = "redirect:/administration/partners";

    private final PartnerKeys keys;
    private final AgentDirectory directory;
    private final Clock clock;

    PartnerPages(PartnerKeys keys, AgentDirectory directory, Clock clock) {
        this.keys = keys;
        this.directory = directory;
        this.clock = clock;
    }

    @ModelAttribute("show")
    Show show() {
        return new Show(keys, directory, clock.instant());
    }

    @ModelAttribute("times")
    AdministrationPages.Times times() {
        return new AdministrationPages.Times();
    }

    @GetMapping
    String list(Model page) {
        page.addAttribute("keys", keys.all());
        page.addAttribute("ofSettings", keys.ofSettings());
        page.addAttribute("unnamed", keys.unnamed());
        page.addAttribute("grace", PartnerKeys.GRACE.toDays());
        return PAGE;
    }

    @PostMapping
    String make(@RequestParam(defaultValue = "") String partner, Principal by, Model page) {
        page.addAttribute("typed", partner);
        return told(keys.make(partner.strip(), me(by)), page);
    }

    @PostMapping("/{key}/renew")
    String renew(@PathVariable UUID key, Principal by, Model page) {
        return told(keys.renew(key, me(by)), page);
    }

    private String told(Made made, Model page) {
        page.addAttribute("made", made.secret() == null ? null : made);
        page.addAttribute("problem", made.refusal().map(Refusal::code).orElse(null));
        return list(page);
    }

    @GetMapping("/{key}/end")
    String ask(@PathVariable UUID key, Model page) {
        page.addAttribute(
                "key",
                keys.all().stream()
                        .filter(known -> known.id().equals(key))
                        .findFirst()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "administration/partner-end";
    }

    @PostMapping("/{key}/end")
    String end(@PathVariable UUID key, Principal by, RedirectAttributes flash) {
        keys.end(key, me(by))
                .ifPresentOrElse(
                        refusal -> flash.addFlashAttribute("problem", refusal.code()),
                        () -> flash.addFlashAttribute("done", "ended"));
        return HERE;
    }

    private static AgentId me(Principal by) {
        return new AgentId(by.getName());
    }

    /// Keys and people as they are read.
    public record Show(PartnerKeys keys, AgentDirectory directory, Instant now) {

        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

        /// `active`, `replaced` (holds for some days yet) or `ended`.
        public String state(PartnerKey key) {
            if (key.endsAt() == null) {
                return "active";
            }
            return key.holds(now) ? "replaced" : "ended";
        }

        public String usedOn(PartnerKey key) {
            return key.usedOn() == null ? "–" : DAY.format(key.usedOn());
        }

        public int lately(String partner) {
            return keys.lately(partner);
        }

        public String name(AgentId who) {
            return directory.nameOf(who);
        }
    }
}
