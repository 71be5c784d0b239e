package fr.allomairies.workspace.blocked;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.telephony.BlockedCallers;
import fr.allomairies.telephony.BlockedCallers.Block;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.measures.Interval;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where supervisors decide whose calls do not get through, and look again before a block ends.
@Controller
@RequestMapping("/board/blocked-callers")
class BlockedCallersPages {

    private static final String HERE = "redirect:/board/blocked-callers";
    private static final int LISTED = 50;
    private static final int PROPOSED = 100;
    private static final List<Integer> DAYS = List.of(1, 7, 30, 90);

    /// How long before its end a block is to be looked at again.
    private static final Duration AGAIN = Duration.ofDays(7);

    private final BlockedCallers blocks;
    private final AgentDirectory directory;
    private final Clock clock;

    BlockedCallersPages(BlockedCallers blocks, AgentDirectory directory, Clock clock) {
        this.blocks = blocks;
        this.directory = directory;
        this.clock = clock;
    }

    @ModelAttribute("show")
    Show show() {
        return new Show(directory, clock.instant());
    }

    @GetMapping
    String page(Model page) {
        page.addAttribute("proposed", blocks.proposed(PROPOSED));
        page.addAttribute("mostProposed", PROPOSED);
        page.addAttribute("current", blocks.current());
        page.addAttribute("past", blocks.past(LISTED));
        page.addAttribute("days", DAYS);
        page.addAttribute("longestReason", BlockedCallers.LONGEST_REASON);
        return "board/blocked-callers";
    }

    /// @param number as people write it; in no address, for it is personal
    @PostMapping
    String add(
            @RequestParam String number,
            @RequestParam String reason,
            @RequestParam int days,
            Principal by,
            RedirectAttributes flash) {
        var refusal = blocks.block(number, reason, Duration.ofDays(days), me(by));
        if (refusal.isPresent()) {
            flash.addFlashAttribute("typedNumber", number);
            flash.addFlashAttribute("typedReason", reason);
        }
        return told(refusal, "blocked", flash);
    }

    @PostMapping("/{id}/block")
    String block(@PathVariable UUID id, @RequestParam int days, Principal by, RedirectAttributes flash) {
        return told(blocks.block(id, Duration.ofDays(days), me(by)), "blocked", flash);
    }

    @PostMapping("/{id}/dismiss")
    String dismiss(@PathVariable UUID id, Principal by, RedirectAttributes flash) {
        return told(blocks.dismiss(id, me(by)), "dismissed", flash);
    }

    @PostMapping("/{id}/lift")
    String lift(@PathVariable UUID id, Principal by, RedirectAttributes flash) {
        return told(blocks.lift(id, me(by)), "lifted", flash);
    }

    private static String told(Optional<Refusal> refusal, String done, RedirectAttributes flash) {
        refusal.ifPresentOrElse(
                why -> flash.addFlashAttribute("refused", why.code()), () -> flash.addFlashAttribute("done", done));
        return HERE;
    }

    private static AgentId me(Principal by) {
        return new AgentId(by.getName());
    }

    /// Instants as the city reads them, and people by their names.
    public record Show(AgentDirectory directory, Instant now) {

        private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

        public String time(Instant at) {
            return FORMAT.format(at.atZone(Interval.CITY));
        }

        public String name(AgentId who) {
            return directory.nameOf(who);
        }

        /// Whether somebody should look again: it ends soon.
        public boolean isDue(Block block) {
            var until = block.until();
            return until != null && until.isBefore(now.plus(AGAIN));
        }
    }
}
