package fr.allomairies.workspace.board.reports;

import fr.allomairies.ticketing.ReportedPlaces;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.reports.ReportMap.Piece;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Where reports lie, as a drawing of ours and as a table: no position leaves the house.
@Controller
class MapPages {

    private static final int USUAL_DAYS = 30;
    private static final int MOST = 20_000;
    private static final int LISTED = 50;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM HH:mm");

    private final ReportedPlaces places;
    private final Names names;

    MapPages(ReportedPlaces places, Names names) {
        this.places = places;
        this.names = names;
    }

    /// @param from first day, thirty days with the last one, today, unless told
    /// @param zoom 0 for all of the metropolis to 3
    /// @param x of the middle, in km from the west, and `y` from the north
    @GetMapping("/reports/map")
    String show(
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> to,
            @RequestParam(defaultValue = "0") int zoom,
            @RequestParam(defaultValue = "0") double x,
            @RequestParam(defaultValue = "0") double y,
            Locale locale,
            Model page) {
        var today = LocalDate.now(Interval.CITY);
        var days = Days.of(
                from.or(() -> Optional.of(today.minusDays(USUAL_DAYS - 1).toString())),
                to.or(() -> Optional.of(today.toString())));
        page.addAttribute("days", days);
        page.addAttribute("longest", Days.LONGEST_DAYS);
        if (days.isGood()) {
            var interval = days.interval();
            var found = places.between(interval.from(), interval.to(), MOST);
            page.addAttribute("count", places.count(interval.from(), interval.to()));
            page.addAttribute("map", ReportMap.of(found, Piece.of(zoom, x, y)));
            page.addAttribute("most", MOST);
            page.addAttribute("listed", LISTED);
            page.addAttribute("names", names);
            page.addAttribute("show", new Shown());
            page.addAttribute("times", TIME);
            page.addAttribute("locale", locale);
        }
        return "reports/map";
    }
}
