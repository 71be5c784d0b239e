package fr.allomairies.workspace.administration;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.telephony.HouseHours;
import fr.allomairies.telephony.HouseHours.Days;
import fr.allomairies.telephony.HouseHours.What;
import fr.allomairies.voiceassistant.OpeningHours;
import fr.allomairies.voiceassistant.PublicHoliday;
import fr.allomairies.voiceassistant.Span;
import fr.allomairies.voiceassistant.Timetable;
import fr.allomairies.workspace.AgentDirectory;
import java.security.Principal;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// When people answer: the week, public holidays, and days on which it is otherwise.
@Controller
@RequestMapping("/administration/hours")
class HoursPages {

    private static final String HERE = "redirect:/administration/hours";
    private static final int LISTED = 20;

    private final HouseHours hours;
    private final AgentDirectory directory;
    private final Clock clock;

    HoursPages(HouseHours hours, AgentDirectory directory, Clock clock) {
        this.hours = hours;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping
    String page(Model page, Locale locale) {
        var timetable = hours.inForce();
        var now = clock.instant();
        var today = LocalDate.ofInstant(now, timetable.zone());
        var days = hours.days();
        var opening = new OpeningHours(timetable);
        page.addAttribute("open", opening.open(now));
        page.addAttribute("change", opening.change(now).orElse(null));
        page.addAttribute("timetable", timetable);
        page.addAttribute("days", days);
        page.addAttribute("week", DayOfWeek.values());
        page.addAttribute("today", today);
        page.addAttribute("last", today.plusYears(HouseHours.YEARS_AHEAD));
        page.addAttribute(
                "holidays",
                PublicHoliday.between(today, today.plusYears(1).minusDays(1)).stream()
                        .map(holiday -> holiday(holiday, days, timetable.alwaysOpen()))
                        .toList());
        page.addAttribute("fromSettings", hours.isFromSettings());
        page.addAttribute("history", hours.history(LISTED));
        page.addAttribute("show", new Show(timetable, directory, locale));
        if (!page.containsAttribute("typedWeek")) {
            page.addAttribute("typedWeek", WeekTyped.of(timetable));
        }
        if (!page.containsAttribute("typedDays")) {
            page.addAttribute("typedDays", DaysTyped.NOTHING);
        }
        return "administration/hours";
    }

    @PostMapping("/week")
    String week(@RequestParam Map<String, String> fields, Principal by, RedirectAttributes flash) {
        var typed = WeekTyped.read(fields);
        var faults = typed.faults();
        var problem = faults.isEmpty()
                ? hours.setWeek(typed.alwaysOpen(), typed.week(), me(by)).map(Refusal::code)
                : faults.values().stream().findFirst();
        if (problem.isPresent()) {
            flash.addFlashAttribute("typedWeek", typed);
            flash.addFlashAttribute("faults", faults);
        }
        return answer("week", problem, flash);
    }

    @PostMapping("/days")
    String add(@RequestParam Map<String, String> fields, Principal by, RedirectAttributes flash) {
        var typed = DaysTyped.read(fields);
        var problem = typed.problem()
                .or(() -> hours.add(typed.first(), typed.last(), typed.reason(), typed.wanted(), me(by))
                        .map(Refusal::code));
        if (problem.isPresent()) {
            flash.addFlashAttribute("typedDays", typed);
        }
        return answer(typed.place(), problem, flash);
    }

    @PostMapping("/days/remove")
    String remove(@RequestParam LocalDate from, Principal by, RedirectAttributes flash) {
        return answer("removed", hours.remove(from, me(by)).map(Refusal::code), flash);
    }

    private static String answer(String place, Optional<String> problem, RedirectAttributes flash) {
        problem.ifPresentOrElse(
                code -> flash.addFlashAttribute("problem", code).addFlashAttribute("place", place),
                () -> flash.addFlashAttribute("done", place.equals("removed") ? "removed" : "saved"));
        return HERE;
    }

    private static Holiday holiday(PublicHoliday holiday, List<Days> days, boolean alwaysOpen) {
        var exception =
                days.stream().filter(each -> each.what().holds(holiday.day())).findFirst();
        return new Holiday(
                holiday,
                exception.map(each -> each.what().spans()).orElse(List.of()),
                alwaysOpen && exception.isEmpty(),
                exception.orElse(null));
    }

    private static AgentId me(Principal by) {
        return new AgentId(by.getName());
    }

    /// @param spans when people answer that day; none: not at all, unless it is open day and night
    /// @param said what somebody said of that day
    public record Holiday(
            PublicHoliday what,
            List<Span> spans,
            boolean dayAndNight,
            @Nullable Days said) {}

    /// As typed: anything may be wrong in it.
    public record WeekTyped(boolean alwaysOpen, Map<DayOfWeek, String> week) {

        static WeekTyped of(Timetable timetable) {
            return new WeekTyped(
                    timetable.alwaysOpen(),
                    timetable.week().entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, day -> Span.written(day.getValue()))));
        }

        static WeekTyped read(Map<String, String> fields) {
            return new WeekTyped(
                    fields.getOrDefault("kind", "").equals("always"),
                    Arrays.stream(DayOfWeek.values())
                            .collect(Collectors.toMap(
                                    day -> day,
                                    day -> fields.getOrDefault("week." + day, "")
                                            .strip())));
        }

        /// By the day.
        Map<DayOfWeek, String> faults() {
            return week.entrySet().stream()
                    .flatMap(day -> Span.fault(day.getValue()).map(fault -> Map.entry(day.getKey(), fault)).stream())
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    /// As typed: anything may be wrong in it.
    ///
    /// @param place of the page where it was typed: `days`, or the day of a public holiday
    /// @param open whether people shall answer in the spans
    public record DaysTyped(String place, String from, String until, String reason, boolean open, String spans) {

        static final DaysTyped NOTHING = new DaysTyped("days", "", "", "", false, "");

        /// A range of one day may leave its end out.
        static DaysTyped read(Map<String, String> fields) {
            var from = typed(fields, "from");
            var until = typed(fields, "until");
            return new DaysTyped(
                    fields.containsKey("holiday") ? from : "days",
                    from,
                    until.isEmpty() ? from : until,
                    typed(fields, "reason"),
                    typed(fields, "kind").equals("open"),
                    typed(fields, "spans"));
        }

        private static String typed(Map<String, String> fields, String name) {
            return fields.getOrDefault(name, "").strip();
        }

        Optional<String> problem() {
            if (open && spans.isEmpty()) {
                return Optional.of("spans-missing");
            }
            try {
                var _ = first();
                var _ = last();
                return Optional.empty();
            } catch (DateTimeParseException _) {
                return Optional.of("days-malformed");
            }
        }

        LocalDate first() {
            return LocalDate.parse(from);
        }

        LocalDate last() {
            return LocalDate.parse(until);
        }

        String wanted() {
            return open ? spans : "";
        }
    }

    /// Days and times as the city reads them, and people by their names.
    public record Show(Timetable timetable, AgentDirectory directory, Locale locale) {

        public String day(LocalDate day) {
            return first(day.getDayOfMonth(), format("EEEE d MMMM uuuu").format(day));
        }

        public String days(Days days) {
            var what = days.what();
            return what.from().equals(what.until()) ? day(what.from()) : day(what.from()) + " – " + day(what.until());
        }

        public String time(Instant at) {
            return format("dd/MM/uuuu HH:mm").format(at.atZone(timetable.zone()));
        }

        /// With the day by its name.
        public String moment(Instant at) {
            var local = at.atZone(timetable.zone());
            return first(local.getDayOfMonth(), format("EEEE d MMMM, HH:mm").format(local));
        }

        /// The first of a month is an ordinal in French.
        private String first(int dayOfMonth, String text) {
            return dayOfMonth == 1 && locale.getLanguage().equals("fr") ? text.replaceFirst(" 1 ", " 1er ") : text;
        }

        public String spans(List<Span> spans) {
            return Span.written(spans).replace(",", ", ").replace("-", "–");
        }

        public String holiday(PublicHoliday holiday) {
            return locale.getLanguage().equals("en") ? holiday.nameEn() : holiday.nameFr();
        }

        public String name(@Nullable AgentId who) {
            return who == null ? "" : directory.nameOf(who);
        }

        public @Nullable Days added(What what) {
            return what instanceof What.DaysAdded(var days) ? days : null;
        }

        public @Nullable Days removed(What what) {
            return what instanceof What.DaysRemoved(var days) ? days : null;
        }

        /// Absent when it is day and night, or no week at all.
        public @Nullable Map<DayOfWeek, String> week(What what) {
            return what instanceof What.WeekSet(boolean always, var week) && !always ? week : null;
        }

        private DateTimeFormatter format(String pattern) {
            return DateTimeFormatter.ofPattern(pattern, locale);
        }
    }
}
