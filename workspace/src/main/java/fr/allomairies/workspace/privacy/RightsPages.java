package fr.allomairies.workspace.privacy;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.CitizenRights;
import fr.allomairies.ticketing.CitizenRights.Answer;
import fr.allomairies.ticketing.CitizenRights.File;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.PhoneNumbers;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Locale;
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

/// Access, export and erasure for one citizen. Who he is, is posted, and stands in no address: that of a file is of
/// the reason that was given, and opens for whoever gave it.
@Controller
@RequestMapping("/administration/privacy/rights")
class RightsPages {

    private static final String HERE = "redirect:/administration/privacy/rights";
    private static final int LISTED = 30;
    private static final int SHORTEST = 3;
    private static final int LONGEST = 254;

    private final CitizenRights rights;
    private final AgentDirectory directory;
    private final Catalogue catalogue;

    RightsPages(CitizenRights rights, AgentDirectory directory, Catalogue catalogue) {
        this.rights = rights;
        this.directory = directory;
        this.catalogue = catalogue;
    }

    @ModelAttribute("show")
    Show show(Locale locale) {
        return new Show(directory, catalogue, locale);
    }

    @GetMapping
    String page(Model page) {
        page.addAttribute("acts", rights.acts(LISTED));
        return "privacy/rights";
    }

    @PostMapping
    String find(@RequestParam String words, Model page) {
        var asked = words.strip();
        page.addAttribute("words", asked);
        if (asked.length() < SHORTEST || asked.length() > LONGEST) {
            page.addAttribute("problem", "words");
        } else {
            page.addAttribute("found", rights.find(sender(asked)));
        }
        return page(page);
    }

    private static Sender sender(String asked) {
        if (asked.contains("@")) {
            try {
                return new Sender(null, new EmailAddress(asked), null);
            } catch (IllegalArgumentException _) {
                return Sender.UNKNOWN;
            }
        }
        return PhoneNumbers.read(asked)
                .map(phone -> new Sender(null, null, phone))
                .orElseGet(() -> new Sender(asked, null, null));
    }

    @PostMapping("/files")
    String open(
            @RequestParam UUID citizen,
            @RequestParam String why,
            @RequestParam String words,
            Principal who,
            RedirectAttributes flash,
            Model page) {
        return switch (rights.open(new CitizenId(citizen), why, me(who))) {
            case Answer.Opened(var request) -> HERE + "/files/" + request;
            case Answer.Refused(var refusal) -> {
                page.addAttribute("problem", refusal.code());
                page.addAttribute("why", why);
                yield find(words, page);
            }
        };
    }

    @GetMapping("/files/{request}")
    String file(@PathVariable UUID request, Principal who, HttpServletResponse response, Model page) {
        response.setHeader("Cache-Control", "no-store");
        page.addAttribute("file", file(request, who));
        page.addAttribute("request", request);
        return "privacy/file";
    }

    @PostMapping("/files/{request}/export")
    void export(@PathVariable UUID request, Principal who, HttpServletResponse response) throws IOException {
        file(request, who);
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"dossier-" + request + ".zip\"");
        response.setHeader("Cache-Control", "no-store");
        rights.export(request, me(who), response.getOutputStream());
    }

    @GetMapping("/files/{request}/erase")
    String ask(@PathVariable UUID request, Principal who, HttpServletResponse response, Model page) {
        file(request, who, response, page);
        return "privacy/erase";
    }

    /// @param checked that somebody says that he has made sure who asks
    @PostMapping("/files/{request}/erase")
    String erase(
            @PathVariable UUID request,
            @RequestParam(defaultValue = "false") boolean checked,
            Principal who,
            RedirectAttributes flash) {
        if (!checked) {
            flash.addFlashAttribute("problem", "unchecked");
            return HERE + "/files/" + request + "/erase";
        }
        var erased = rights.erase(request, me(who)).orElseThrow(RightsPages::gone);
        flash.addFlashAttribute("erased", erased);
        return HERE;
    }

    private File file(UUID request, Principal who) {
        return rights.file(request, me(who)).orElseThrow(RightsPages::gone);
    }

    private static ResponseStatusException gone() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    private static AgentId me(Principal who) {
        return new AgentId(who.getName());
    }
}
