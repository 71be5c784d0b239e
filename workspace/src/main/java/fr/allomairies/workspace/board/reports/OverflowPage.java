package fr.allomairies.workspace.board.reports;

import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.board.measures.ContactRecord;
import fr.allomairies.workspace.board.measures.ContactRecord.Overflow;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The contacts behind the count of overflows, on the board and in the reports.
@Controller
class OverflowPage {

    /// So many are listed, the newest; the file of a report has all.
    private static final int LISTED = 200;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM HH:mm");

    private final Reports reports;
    private final Catalogue catalogue;

    OverflowPage(Reports reports, Catalogue catalogue) {
        this.reports = reports;
        this.catalogue = catalogue;
    }

    /// @param category as a reader knows it
    record Row(ContactRecord record, String category) {}

    /// @param from first day, today unless told, and `to` the last one
    /// @param line that they came from, empty where it is not known; absent for all
    /// @param target line or way out; absent for all
    @GetMapping("/reports/overflows")
    String show(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String line,
            @RequestParam(required = false) @Nullable String target,
            Locale locale,
            Model page) {
        var first = from == null ? LocalDate.now(Interval.CITY).toString() : from;
        var last = to == null ? first : to;
        var interval = Period.ofDays(first, last);
        var contacts = reports.window(interval)
                .contacts()
                .filter(record -> record.entry() != null)
                .filter(record -> record.overflows().stream().anyMatch(way -> matches(way, line, target)))
                .sorted(Comparator.comparing(ContactRecord::countedAt).reversed())
                .toList();
        page.addAttribute("from", first);
        page.addAttribute("to", last);
        page.addAttribute("firstDay", DAY.format(LocalDate.parse(first)));
        page.addAttribute("lastDay", DAY.format(LocalDate.parse(last)));
        page.addAttribute("line", line);
        page.addAttribute("target", target);
        page.addAttribute("count", contacts.size());
        page.addAttribute(
                "contacts",
                contacts.stream()
                        .limit(LISTED)
                        .map(record -> row(record, locale))
                        .toList());
        page.addAttribute("show", new Shown());
        page.addAttribute("times", TIME);
        return "reports/overflows";
    }

    private static boolean matches(Overflow way, @Nullable String line, @Nullable String target) {
        return (line == null || line.equals(Objects.requireNonNullElse(way.from(), "")))
                && (target == null || target.equals(way.to()));
    }

    private Row row(ContactRecord record, Locale locale) {
        var code = Objects.requireNonNull(record.entry()).category();
        return new Row(
                record,
                catalogue
                        .category(code)
                        .map(category -> category.label(locale.getLanguage()))
                        .orElse(code.value()));
    }
}
