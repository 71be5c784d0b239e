package fr.allomairies.workspace.board.reports;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.board.BoardSettings;
import fr.allomairies.workspace.board.measures.ContactRecord;
import fr.allomairies.workspace.board.measures.Figures;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Parameters;
import fr.allomairies.workspace.board.measures.Tally;
import fr.allomairies.workspace.board.measures.TicketRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What stands behind a figure of a report: the contacts, or the requests.
@Controller
class BehindPages {

    /// So many are listed, the newest; the file of contacts has all.
    private static final int LISTED = 200;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

    private final Book book;
    private final Parameters parameters;
    private final Names names;

    @Autowired
    BehindPages(Book book, BoardSettings settings, Names names) {
        this(book, settings.parameters(), names);
    }

    BehindPages(Book book, Parameters parameters, Names names) {
        this.book = book;
        this.parameters = parameters;
        this.names = names;
    }

    /// @param figures of this contact alone
    record ContactRow(ContactRecord record, String channel, String category, String agents, Figures figures) {}

    record TicketRow(TicketRecord ticket, String channel, String category, String service) {}

    /// @param start when only a part of the days is meant, its first instant, and `end` the first one after it
    /// @param by dimension of the key
    @GetMapping("/reports/contacts")
    String contacts(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String measure,
            @RequestParam Optional<String> start,
            @RequestParam Optional<String> end,
            @RequestParam Optional<String> by,
            @RequestParam(defaultValue = "") String key,
            Locale locale,
            Model page) {
        var days = Days.of(Optional.of(from), Optional.of(to));
        var counted = Measure.of(measure).orElseThrow(() -> unknown("measure", measure));
        var dimension =
                by.filter(BehindPages::isTold).map(code -> Dimension.of(code).orElseThrow(() -> unknown("by", code)));
        var contacts = contacts(part(days.interval(), start, end), counted, dimension, key).stream()
                .sorted(Comparator.comparing(ContactRecord::countedAt).reversed())
                .toList();
        page.addAttribute("days", days);
        page.addAttribute("measure", counted);
        page.addAttribute("of", dimension.map(known -> name(known, key, locale)).orElse(""));
        page.addAttribute("count", contacts.size());
        page.addAttribute(
                "rows",
                contacts.stream()
                        .limit(LISTED)
                        .map(record -> row(record, locale))
                        .toList());
        page.addAttribute("show", new Shown());
        page.addAttribute("times", TIME);
        return "reports/contacts";
    }

    List<ContactRecord> contacts(Interval interval, Measure measure, Optional<Dimension> by, String key) {
        var ofAgent = by.filter(Dimension.AGENT::equals).map(_ -> new AgentId(key));
        return book.facts(interval).contacts().stream()
                .filter(record ->
                        by.map(known -> known.keys(record).contains(key)).orElse(true))
                .filter(record ->
                        measure.counts(figures(ofAgent.map(record::partOf).orElse(record))))
                .toList();
    }

    /// @param by `service`, `ticket-category`, `ticket-commune` or `assistant-sorting`
    @GetMapping("/reports/requests")
    String tickets(
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam String measure,
            @RequestParam String by,
            @RequestParam(defaultValue = "") String key,
            Locale locale,
            Model page) {
        var days = Days.of(Optional.of(from), Optional.of(to));
        var counted = counted(measure);
        var tickets = tickets(days.interval(), counted).stream()
                .filter(ticket -> key.equals(key(ticket, by)))
                .sorted(Comparator.comparing(TicketRecord::received).reversed())
                .toList();
        page.addAttribute("days", days);
        page.addAttribute("measure", measure);
        page.addAttribute(
                "of",
                switch (by) {
                    case "service" -> names.service(key, locale);
                    case "ticket-commune" -> names.commune(key, locale);
                    default -> names.category(key, locale);
                });
        page.addAttribute("count", tickets.size());
        page.addAttribute(
                "rows",
                tickets.stream()
                        .limit(LISTED)
                        .map(ticket -> row(ticket, locale))
                        .toList());
        page.addAttribute("show", new Shown());
        page.addAttribute("times", TIME);
        return "reports/requests";
    }

    private static String key(TicketRecord ticket, String by) {
        return switch (by) {
            case "service" -> Dimension.service(ticket);
            case "ticket-category" -> ticket.category().value();
            case "ticket-commune" -> Dimension.commune(ticket);
            case "assistant-sorting" -> Summaries.sortedAs(ticket);
            default -> throw unknown("by", by);
        };
    }

    private static TicketMeasure counted(String measure) {
        if (measure.equals("satisfaction")) {
            return TicketMeasure.OPINIONS;
        }
        return measure.startsWith("resolution-")
                ? TicketMeasure.RESOLVED
                : TicketMeasure.of(measure).orElseThrow(() -> unknown("measure", measure));
    }

    List<TicketRecord> tickets(Interval interval, TicketMeasure measure) {
        var facts = book.facts(interval);
        var age = new WorkingAge(facts.now());
        return facts.tickets().stream()
                .filter(ticket -> measure.counts(ticket, interval, age))
                .toList();
    }

    private Figures figures(ContactRecord record) {
        var tally = new Tally(parameters);
        tally.add(record);
        return tally.figures();
    }

    private ContactRow row(ContactRecord record, Locale locale) {
        var entry = record.entry();
        return new ContactRow(
                record,
                names.channel(record.channel().value(), locale),
                entry == null ? "" : names.category(entry.category().value(), locale),
                String.join(", ", record.agents().stream().map(names::agent).toList()),
                figures(record));
    }

    private TicketRow row(TicketRecord ticket, Locale locale) {
        return new TicketRow(
                ticket,
                names.channel(ticket.channel().value(), locale),
                names.category(ticket.category().value(), locale),
                names.service(Dimension.service(ticket), locale));
    }

    private String name(Dimension dimension, String key, Locale locale) {
        return switch (dimension) {
            case CHANNEL, ASSISTANT_CHANNEL -> names.channel(key, locale);
            case CATEGORY, ASSISTANT_CATEGORY -> names.category(key, locale);
            case ASSISTANT_END -> names.assistantEnd(key, locale);
            case COMMUNE -> names.commune(key, locale);
            case AGENT -> names.agent(new AgentId(key));
            case HOUR_OF_WEEK ->
                key.matches("[1-7]-\\d\\d")
                        ? names.text("reports.weekday." + key.charAt(0), locale) + " " + key.substring(2) + " h"
                        : key;
        };
    }

    /// A link names what it does not ask for without a value.
    private static boolean isTold(String value) {
        return !value.isEmpty();
    }

    private static Interval part(Interval days, Optional<String> start, Optional<String> end) {
        try {
            var from = start.filter(BehindPages::isTold).map(Instant::parse).orElse(days.from());
            var to = end.filter(BehindPages::isTold).map(Instant::parse).orElse(days.to());
            return days.contains(from) && !to.isAfter(days.to()) ? new Interval(from, to) : days;
        } catch (DateTimeException _) {
            throw unknown("start or end", start.orElse("") + " " + end.orElse(""));
        }
    }

    private static IllegalArgumentException unknown(String name, @Nullable String value) {
        return new IllegalArgumentException(name + " is not known: " + value);
    }
}
