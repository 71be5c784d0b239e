package fr.allomairies.workspace.administration;

import fr.allomairies.channels.Intake;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The overview and the quarantine.
@Controller
class AdministrationPages {

    private final Agents agents;
    private final Parts parts;
    private final Intake intake;
    private final Catalogue catalogue;
    private final Telephony telephony;

    AdministrationPages(Agents agents, Parts parts, Intake intake, Catalogue catalogue, Telephony telephony) {
        this.telephony = telephony;
        this.agents = agents;
        this.parts = parts;
        this.intake = intake;
        this.catalogue = catalogue;
    }

    @ModelAttribute("times")
    Times times() {
        return new Times();
    }

    @GetMapping("/administration")
    String overview(Model page) {
        page.addAttribute("parts", parts.all());
        page.addAttribute(
                "active", agents.all().stream().filter(Agents.Line::active).count());
        page.addAttribute(
                "aside", intake.quarantine(QuarantineController.LISTED).size());
        page.addAttribute("categories", catalogue.categories().size());
        page.addAttribute("servers", telephony.status().servers());
        return "administration/overview";
    }

    @GetMapping("/administration/quarantine")
    String quarantine(Model page) {
        page.addAttribute("messages", intake.quarantine(QuarantineController.LISTED));
        return "administration/quarantine";
    }

    @PostMapping("/administration/quarantine/{message}/retry")
    String retry(@PathVariable UUID message, RedirectAttributes flash) {
        if (intake.raw(message).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        flash.addFlashAttribute("retried", QuarantineController.Retried.of(intake.retry(message)));
        return "redirect:/administration/quarantine";
    }

    /// Instants as the city reads them.
    public static final class Times {

        private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss");

        public String of(Instant at) {
            return FORMAT.format(ZonedDateTime.ofInstant(at, Interval.CITY));
        }
    }
}
