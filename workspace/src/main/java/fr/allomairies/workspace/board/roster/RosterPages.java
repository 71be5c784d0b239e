package fr.allomairies.workspace.board.roster;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.Role;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.roster.Rosters.Draft;
import fr.allomairies.workspace.board.roster.Rosters.Stored;
import fr.allomairies.workspace.board.roster.Rosters.Taken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The roster of a day, and its way in and out as files. Works without a script.
@Controller
class RosterPages {

    private static final String HERE = "redirect:/staffing/roster";
    private static final int LISTED = 200;
    private static final int IMPORTS = 20;
    private static final int LONGEST_NAME = 120;
    private static final int MOST_DAYS = 366;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(Interval.CITY);

    private final Rosters rosters;
    private final RosterFiles files;
    private final AgentDirectory directory;
    private final MessageSource messages;
    private final Clock clock;

    @Autowired
    RosterPages(Rosters rosters, RosterFiles files, AgentDirectory directory, MessageSource messages) {
        this(rosters, files, directory, messages, Clock.systemUTC());
    }

    RosterPages(Rosters rosters, RosterFiles files, AgentDirectory directory, MessageSource messages, Clock clock) {
        this.rosters = rosters;
        this.files = files;
        this.directory = directory;
        this.messages = messages;
        this.clock = clock;
    }

    @ModelAttribute
    void words(Model page) {
        page.addAttribute("directory", directory);
        page.addAttribute("dayFormat", DAY);
        page.addAttribute("moment", MOMENT);
        page.addAttribute("activities", Activity.values());
    }

    @GetMapping("/staffing/roster")
    String day(@RequestParam Optional<String> date, Model page) {
        var asked = date.map(RosterPages::date).orElse(Optional.of(today()));
        page.addAttribute("typed", date.orElse(today().toString()));
        page.addAttribute("wrong", asked.isEmpty());
        asked.ifPresent(day -> {
            page.addAttribute("date", day);
            page.addAttribute("plan", DayPlan.of(day, planned(Interval.day(day))));
        });
        return "roster/day";
    }

    @GetMapping("/staffing/roster/import")
    String files(Model page) {
        page.addAttribute("imports", rosters.imports(IMPORTS));
        page.addAttribute("agents", agents());
        page.addAttribute("mostLines", RosterFile.MOST_LINES);
        page.addAttribute("ahead", IcalRoster.AHEAD);
        return "roster/import";
    }

    @PostMapping("/staffing/roster/import")
    String send(
            @RequestParam MultipartFile file,
            @RequestParam Optional<String> agent,
            Principal who,
            RedirectAttributes flash)
            throws IOException {
        var problem = file.isEmpty() ? "empty" : file.getSize() > RosterFiles.MOST_BYTES ? "big" : "";
        var text = problem.isEmpty() ? RosterFiles.text(file.getBytes()) : Optional.<String>empty();
        if (text.isEmpty()) {
            flash.addFlashAttribute("problem", problem.isEmpty() ? "not-text" : problem);
            return HERE + "/import";
        }
        var draft = new Draft(
                UUID.randomUUID(),
                new AgentId(who.getName()),
                name(file),
                text.get(),
                agent.filter(login -> agents().stream()
                                .anyMatch(account -> account.login().value().equals(login)))
                        .map(AgentId::new)
                        .orElse(null),
                rosters.revision());
        rosters.propose(draft);
        return HERE + "/import/" + draft.id();
    }

    /// What would change, and why it cannot.
    @GetMapping("/staffing/roster/import/{id}")
    String preview(@PathVariable UUID id, Principal who, Model page) {
        var draft = draft(id, who);
        page.addAttribute("draft", draft);
        page.addAttribute("proposal", proposal(draft));
        page.addAttribute("listed", LISTED);
        return "roster/preview";
    }

    @PostMapping("/staffing/roster/import/{id}")
    String take(@PathVariable UUID id, Principal who, RedirectAttributes flash) {
        var draft = draft(id, who);
        var proposal = proposal(draft);
        if (!proposal.isTakeable()) {
            return HERE + "/import/" + id;
        }
        var days = days(proposal);
        var taken = new Taken(
                draft.file(),
                days.getFirst(),
                days.getLast(),
                (int) changed(proposal).stream().map(Planned::agent).distinct().count(),
                draft.by());
        var isTaken = rosters.take(
                taken,
                proposal.added(),
                proposal.replaced().stream().map(Stored::id).toList(),
                draft.revision());
        rosters.drop(id);
        if (!isTaken) {
            var again = new Draft(
                    UUID.randomUUID(), draft.by(), draft.file(), draft.content(), draft.of(), rosters.revision());
            rosters.propose(again);
            flash.addFlashAttribute("overtaken", true);
            return HERE + "/import/" + again.id();
        }
        flash.addFlashAttribute("done", "taken");
        return HERE + "?date=" + days.getFirst();
    }

    @PostMapping("/staffing/roster/imports/{number}/undo")
    String undo(@PathVariable long number, Principal who, RedirectAttributes flash) {
        if (rosters.undo(number, new AgentId(who.getName()))) {
            flash.addFlashAttribute("done", "undone");
        } else {
            flash.addFlashAttribute("problem", "not-newest");
        }
        return HERE + "/import";
    }

    @GetMapping("/staffing/roster.csv")
    ResponseEntity<byte[]> csv(@RequestParam String from, @RequestParam String to) {
        return file("csv", "text/csv;charset=UTF-8;header=present", from, CsvRoster.write(begun(from, to)));
    }

    @GetMapping("/staffing/roster.ics")
    ResponseEntity<byte[]> ical(@RequestParam String from, @RequestParam String to, Locale locale) {
        var text = IcalRoster.write(
                begun(from, to),
                activity -> messages.getMessage("roster.activity." + activity.code(), null, activity.code(), locale));
        return file("ics", "text/calendar;charset=UTF-8", from, text);
    }

    private static ResponseEntity<byte[]> file(String ending, String type, String from, String text) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"roster-" + from + "." + ending + '"')
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    /// What begins on those days, so that a night is in the file of one day alone.
    private List<Planned> begun(String from, String to) {
        var first = date(from).orElseThrow(RosterPages::badRequest);
        var last = date(to).orElseThrow(RosterPages::badRequest);
        if (last.isBefore(first) || first.plusDays(MOST_DAYS).isBefore(last)) {
            throw badRequest();
        }
        return planned(new Interval(
                        Interval.day(first).from(), Interval.day(last).to()))
                .stream()
                .filter(one -> !one.day().isBefore(first))
                .toList();
    }

    private static ResponseStatusException badRequest() {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }

    private Proposal proposal(Draft draft) {
        var file = files.read(draft.content(), draft.of(), today());
        return Proposal.of(file, rosters.planned(Proposal.around(file, today())), today());
    }

    private static List<Planned> changed(Proposal proposal) {
        return Stream.concat(
                        proposal.added().stream(), proposal.replaced().stream().map(Stored::planned))
                .toList();
    }

    private static List<LocalDate> days(Proposal proposal) {
        return changed(proposal).stream()
                .map(Planned::day)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private Draft draft(UUID id, Principal who) {
        return rosters.draft(id, new AgentId(who.getName()))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private List<Planned> planned(Interval interval) {
        return rosters.planned(interval).stream().map(Stored::planned).toList();
    }

    private List<Account> agents() {
        return directory.accounts().stream()
                .filter(Account::active)
                .filter(account -> account.role() != Role.OFFICER)
                .sorted(Comparator.comparing(Account::name))
                .toList();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Interval.CITY);
    }

    private static String name(MultipartFile file) {
        @Nullable String sent = file.getOriginalFilename();
        var name = sent == null || sent.isBlank()
                ? "?"
                : sent.replaceAll("[\\p{Cntrl}]", " ").strip();
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    private static Optional<LocalDate> date(String typed) {
        try {
            var date = LocalDate.parse(typed);
            return date.getYear() < 2000 || date.getYear() > 9000 ? Optional.empty() : Optional.of(date);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
