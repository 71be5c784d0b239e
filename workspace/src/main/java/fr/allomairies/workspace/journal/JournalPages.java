package fr.allomairies.workspace.journal;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Decision;
import fr.allomairies.contact.Event;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.measures.Csv;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.journal.Journal.Question;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/// Who did what and when, by person, kind and day, to be read and to be taken away.
@Controller
@RequestMapping("/administration/journal")
class JournalPages {

    private static final int LISTED = 50;

    /// Every kind of decision there is, by the names of the events.
    static final List<String> KINDS = kinds(Event.class).sorted().toList();

    private final Journal journal;
    private final AgentDirectory directory;
    private final MessageSource messages;

    JournalPages(Journal journal, AgentDirectory directory, MessageSource messages) {
        this.journal = journal;
        this.directory = directory;
        this.messages = messages;
    }

    private static Stream<String> kinds(Class<?> type) {
        if (type.isSealed()) {
            return Arrays.stream(type.getPermittedSubclasses()).flatMap(JournalPages::kinds);
        }
        return Decision.class.isAssignableFrom(type) ? Stream.of(type.getSimpleName()) : Stream.of();
    }

    /// @param before position of the last line of the page before
    @GetMapping
    String page(
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate day,
            @RequestParam(defaultValue = "9223372036854775807") long before,
            Locale locale,
            Model page) {
        var found = journal.page(question(by, kind, day), before, LISTED + 1);
        var shown = found.subList(0, Math.min(found.size(), LISTED));
        page.addAttribute("lines", shown);
        page.addAttribute("older", found.size() > LISTED ? shown.getLast().position() : null);
        page.addAttribute("newest", before == Long.MAX_VALUE);
        page.addAttribute("by", by);
        page.addAttribute("kind", kind);
        page.addAttribute("day", day);
        page.addAttribute(
                "kinds",
                KINDS.stream()
                        .sorted(Comparator.comparing(one -> say("journal.kind." + one, locale)))
                        .toList());
        page.addAttribute(
                "accounts",
                directory.accounts().stream()
                        .sorted(Comparator.comparing(Account::name))
                        .toList());
        page.addAttribute("show", new Show(directory, messages, locale));
        return "journal/journal";
    }

    /// With a byte order mark, without which spreadsheets misread the accents.
    @GetMapping("/journal.csv")
    ResponseEntity<StreamingResponseBody> file(
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate day,
            Locale locale) {
        var question = question(by, kind, day);
        var show = new Show(directory, messages, locale);
        StreamingResponseBody body = out -> {
            try (var writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
                writer.write("\uFEFF");
                write(
                        writer,
                        Stream.of("at.zone", "by", "kind", "details")
                                .map(column -> say("journal." + column, locale))
                                .toList());
                journal.each(question, line -> write(writer, show.cells(line)));
            }
        };
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header("Content-Disposition", "attachment; filename=\"journal.csv\"")
                .body(body);
    }

    private static void write(Writer out, List<String> cells) {
        try {
            out.write(cells.stream().map(Csv::cell).collect(Collectors.joining(";", "", "\r\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Question question(@Nullable String by, @Nullable String kind, @Nullable LocalDate day) {
        return new Question(
                by == null || by.isBlank() ? null : login(by),
                kind == null || kind.isBlank() ? null : known(kind),
                day == null ? null : start(day),
                day == null ? null : start(day.plusDays(1)));
    }

    private AgentId login(String by) {
        return directory.accounts().stream()
                .map(Account::login)
                .filter(login -> login.value().equals(by))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String known(String kind) {
        if (!KINDS.contains(kind)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return kind;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(Interval.CITY).toInstant();
    }

    private String say(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
