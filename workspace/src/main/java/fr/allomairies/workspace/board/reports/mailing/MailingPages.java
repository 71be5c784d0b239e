package fr.allomairies.workspace.board.reports.mailing;

import fr.allomairies.channels.HouseMail;
import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.reports.ReportFile;
import fr.allomairies.workspace.board.reports.ReportFile.Type;
import fr.allomairies.workspace.board.reports.Table;
import fr.allomairies.workspace.board.reports.mailing.Mailing.Message;
import fr.allomairies.workspace.board.reports.mailing.ScheduleChange.What;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The reports that go out by themselves, and what became of each.
@Controller
@RequestMapping("/reports/mailings")
class MailingPages {

    private static final String HERE = "redirect:/reports/mailings";
    private static final int LISTED = 60;
    private static final int CHANGES = 20;

    private final Schedules schedules;
    private final Mailings mailings;
    private final ReportFile reports;
    private final MailingSettings settings;
    private final HouseMail mail;
    private final AgentDirectory directory;
    private final Clock clock;

    MailingPages(
            Schedules schedules,
            Mailings mailings,
            ReportFile reports,
            MailingSettings settings,
            HouseMail mail,
            AgentDirectory directory,
            Clock clock) {
        this.schedules = schedules;
        this.mailings = mailings;
        this.reports = reports;
        this.settings = settings;
        this.mail = mail;
        this.directory = directory;
        this.clock = clock;
    }

    @ModelAttribute("show")
    Show show() {
        return new Show(directory, clock.instant());
    }

    @GetMapping
    String list(Model page) {
        var newest = mailings.newest(LISTED);
        var all = schedules.all();
        page.addAttribute("schedules", all);
        page.addAttribute(
                "beyond",
                all.stream()
                        .map(Schedule::every)
                        .filter(this::isBeyondWhatIsKnown)
                        .collect(Collectors.toSet()));
        page.addAttribute("mailings", newest);
        page.addAttribute("listed", LISTED);
        page.addAttribute(
                "messages",
                mailings.messages(newest.stream().map(Mailing::id).toList()).stream()
                        .collect(Collectors.groupingBy(Message::mailing)));
        page.addAttribute("changes", schedules.changes(CHANGES));
        return "mailings/list";
    }

    @GetMapping("/new")
    String blank(Model page) {
        return form(page, ScheduleForm.BLANK, Map.of());
    }

    @GetMapping("/{id}")
    String edit(@PathVariable UUID id, Model page) {
        var schedule = known(id);
        page.addAttribute("schedule", schedule);
        return form(page, ScheduleForm.of(schedule), Map.of());
    }

    @PostMapping("/new")
    String create(ScheduleForm form, Principal by, Model page, RedirectAttributes flash) {
        var now = clock.instant();
        return save(UUID.randomUUID(), true, now, form, by, page, flash);
    }

    @PostMapping("/{id}")
    String change(@PathVariable UUID id, ScheduleForm form, Principal by, Model page, RedirectAttributes flash) {
        var schedule = known(id);
        page.addAttribute("schedule", schedule);
        // with another rhythm, what lies behind would come all at once
        var since = schedule.every().name().equals(form.every()) ? schedule.since() : clock.instant();
        return save(id, schedule.active(), since, form, by, page, flash);
    }

    private String save(
            UUID id,
            boolean active,
            Instant since,
            ScheduleForm form,
            Principal by,
            Model page,
            RedirectAttributes flash) {
        var problems = form.problems(settings, mail.domain());
        if (!problems.isEmpty()) {
            return form(page, form, problems);
        }
        if (isBeyondWhatIsKnown(Every.valueOf(form.every()))) {
            return form(page, form, Map.of("every", "mailings.problem.beyond"));
        }
        if (!schedules.put(form.schedule(id, active, since, me(by), clock.instant()))) {
            return form(page, form, Map.of("name", "mailings.problem.too-many"));
        }
        flash.addFlashAttribute("done", "saved");
        return HERE;
    }

    @PostMapping("/{id}/pause")
    String pause(@PathVariable UUID id, Principal by, RedirectAttributes flash) {
        schedules.activate(known(id), false, me(by), clock.instant());
        flash.addFlashAttribute("done", "paused");
        return HERE;
    }

    @PostMapping("/{id}/resume")
    String resume(@PathVariable UUID id, Principal by, RedirectAttributes flash) {
        schedules.activate(known(id), true, me(by), clock.instant());
        flash.addFlashAttribute("done", "resumed");
        return HERE;
    }

    @PostMapping("/{id}/remove")
    String remove(@PathVariable UUID id, Principal by, RedirectAttributes flash) {
        schedules.remove(known(id), me(by), clock.instant());
        flash.addFlashAttribute("done", "removed");
        return HERE;
    }

    /// The report of the last period that is over, besides the one that goes out by itself.
    @PostMapping("/{id}/send-now")
    String sendNow(@PathVariable UUID id, Principal by, RedirectAttributes flash) {
        var schedule = known(id);
        var now = clock.instant();
        var last = schedule.last(now);
        if (Interval.day(last).from().isBefore(reports.since())) {
            flash.addFlashAttribute("problem", "too-old");
            return HERE;
        }
        if (!mailings.makeNow(Mailing.of(schedule, last, me(by), now), schedule)) {
            flash.addFlashAttribute("problem", "on-its-way");
            return HERE;
        }
        schedules.changed(schedule, What.SENT_NOW, me(by), now);
        flash.addFlashAttribute("done", "sent-now");
        return HERE;
    }

    private String form(Model page, ScheduleForm form, Map<String, String> problems) {
        page.addAttribute("form", form);
        page.addAttribute("problems", problems);
        page.addAttribute("everies", Every.values());
        page.addAttribute("tables", Table.KEYS);
        page.addAttribute("types", Type.values());
        page.addAttribute("earliest", Schedule.EARLIEST);
        page.addAttribute("latest", Schedule.LATEST);
        page.addAttribute("domains", settings.domains(mail.domain()));
        return "mailings/schedule";
    }

    private boolean isBeyondWhatIsKnown(Every every) {
        return every.isBeyond(reports.since(), clock.instant());
    }

    private Schedule known(UUID id) {
        return schedules.schedule(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static AgentId me(Principal by) {
        return new AgentId(by.getName());
    }

    /// As people read it.
    record Show(AgentDirectory directory, Instant now) {

        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");
        private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

        public String time(Instant at) {
            return TIME.format(at.atZone(Interval.CITY));
        }

        public String next(Schedule schedule) {
            return time(schedule.next(now));
        }

        public String days(Mailing mailing) {
            return mailing.every() == Every.DAY
                    ? DAY.format(mailing.first())
                    : DAY.format(mailing.first()) + " – " + DAY.format(mailing.last());
        }

        public String name(AgentId who) {
            return directory.nameOf(who);
        }
    }
}
