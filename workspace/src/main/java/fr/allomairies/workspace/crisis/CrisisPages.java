package fr.allomairies.workspace.crisis;

import fr.allomairies.contact.AgentId;
import fr.allomairies.telephony.CrisisMode;
import fr.allomairies.telephony.CrisisMode.Message;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.measures.Interval;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The message that every caller hears while something exceptional goes on.
@Controller
@RequestMapping("/board/crisis")
class CrisisPages {

    private static final String HERE = "redirect:/board/crisis";
    private static final int LISTED = 20;
    private static final Duration USUAL = Duration.ofHours(4);

    private final CrisisMode crisis;
    private final Telephony telephony;
    private final AgentDirectory directory;
    private final Clock clock;

    CrisisPages(CrisisMode crisis, Telephony telephony, AgentDirectory directory, Clock clock) {
        this.crisis = crisis;
        this.telephony = telephony;
        this.directory = directory;
        this.clock = clock;
    }

    @ModelAttribute("show")
    Show show() {
        return new Show(directory);
    }

    @GetMapping
    String page(Model page) {
        page.addAttribute("current", crisis.current().orElse(null));
        page.addAttribute("history", crisis.history(LISTED));
        page.addAttribute("messages", Message.values());
        page.addAttribute("connected", telephony.status().connected());
        page.addAttribute("end", usualEnd());
        return "board/crisis";
    }

    @PostMapping
    String declare(@RequestParam String message, @RequestParam String until, Principal by, RedirectAttributes flash) {
        var chosen = message(message);
        var refused = chosen.isEmpty()
                || instant(until)
                        .map(end -> crisis.declare(chosen.get(), end, me(by)).isPresent())
                        .orElse(true);
        if (refused) {
            flash.addFlashAttribute("problem", true);
            flash.addFlashAttribute("typed", until);
            flash.addFlashAttribute("chosen", message);
        } else {
            flash.addFlashAttribute("done", "crisis.declared");
        }
        return HERE;
    }

    @PostMapping("/lift")
    String lift(Principal by, RedirectAttributes flash) {
        flash.addFlashAttribute("done", crisis.lift(me(by)).isEmpty() ? "crisis.lifted" : "crisis.gone");
        return HERE;
    }

    private LocalDateTime usualEnd() {
        return LocalDateTime.ofInstant(clock.instant().plus(USUAL), Interval.CITY)
                .truncatedTo(ChronoUnit.HOURS);
    }

    private static Optional<Message> message(String code) {
        try {
            return Optional.of(Message.of(code));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// As the city's clocks show it.
    private static Optional<Instant> instant(String typed) {
        try {
            return Optional.of(LocalDateTime.parse(typed).atZone(Interval.CITY).toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static AgentId me(Principal by) {
        return new AgentId(by.getName());
    }

    /// Instants as the city reads them, and people by their names.
    public record Show(AgentDirectory directory) {

        private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

        public String time(Instant at) {
            return FORMAT.format(at.atZone(Interval.CITY));
        }

        public String name(AgentId who) {
            return directory.nameOf(who);
        }
    }
}
