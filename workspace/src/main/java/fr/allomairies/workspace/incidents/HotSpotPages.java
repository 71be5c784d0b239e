package fr.allomairies.workspace.incidents;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.HotSpots;
import fr.allomairies.ticketing.Place;
import fr.allomairies.workspace.board.measures.Interval;
import java.security.Principal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where many report the same nearby: a supervisor makes one incident of it, or says that it is none.
@Controller
@RequestMapping("/board/hot-spots")
class HotSpotPages {

    private static final String HERE = "redirect:/board/hot-spots";

    private final HotSpots hotSpots;
    private final Catalogue catalogue;

    HotSpotPages(HotSpots hotSpots, Catalogue catalogue) {
        this.hotSpots = hotSpots;
        this.catalogue = catalogue;
    }

    @GetMapping
    String page(Locale locale, Model page) {
        page.addAttribute("spots", hotSpots.found());
        page.addAttribute("show", new Show(catalogue, locale));
        return "board/hot-spots";
    }

    /// @param report those that were shown
    @PostMapping("/raise")
    String raise(@RequestParam List<UUID> report, Principal by, RedirectAttributes flash) {
        var outcome = hotSpots.raise(tickets(report), new AgentId(by.getName()));
        flash.addFlashAttribute("outcome", outcome);
        flash.addFlashAttribute("refused", outcome.refusal().map(Refusal::code).orElse(null));
        return HERE;
    }

    @PostMapping("/dismiss")
    String dismiss(@RequestParam List<UUID> report, Principal by, RedirectAttributes flash) {
        hotSpots.dismiss(tickets(report), new AgentId(by.getName()));
        flash.addFlashAttribute("dismissed", true);
        return HERE;
    }

    private static List<TicketId> tickets(List<UUID> report) {
        return report.stream().map(TicketId::new).toList();
    }

    /// Codes, times and places as people read them.
    record Show(Catalogue catalogue, Locale locale) {

        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM HH:mm");

        public String category(CategoryCode code) {
            return catalogue.category(code).orElseGet(catalogue::other).label(locale.getLanguage());
        }

        public String time(Instant at) {
            return TIME.format(at.atZone(Interval.CITY));
        }

        public @Nullable String map(HotSpots.Report report) {
            return new Place(report.latitude(), report.longitude(), report.address()).map();
        }
    }
}
