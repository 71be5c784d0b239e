package fr.allomairies.workspace.board.roster;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import biweekly.io.text.ICalReader;
import biweekly.io.text.ICalWriter;
import biweekly.property.Attendee;
import biweekly.property.ExceptionRule;
import biweekly.property.ICalProperty;
import biweekly.property.RecurrenceRule;
import biweekly.property.Status;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import biweekly.util.Recurrence;
import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.roster.RosterFile.Line;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A roster as a calendar: an event for each stretch, whose attendees are those who are planned, by what stands
/// before the `@` of their address, and whose category or title is the activity. Repeated events are laid out from
/// today on, each as long as the first, for [#AHEAD] days at most, and a file that has any says nothing of the days
/// before. Source: RFC 5545, 3.6.1, 3.8.5.
final class IcalRoster {

    static final int AHEAD = 92;

    /// Each costs a walk from its first day to today.
    static final int MOST_REPEATED = 1_000;

    /// A counted rule is walked from its first time on.
    private static final int MOST_TIMES = 1_000;

    /// That the zone is one that everybody knows and the file does not describe is no fault.
    private static final int KNOWN_ZONE = 37;

    private static final int UNKNOWN_ZONE = 38;
    private static final int OLDEST_YEAR = 2000;
    private static final String DOMAIN = "@agents.invalid"; // RFC 2606: of nobody
    private static final TimeZone CITY = TimeZone.getTimeZone(Interval.CITY);
    private static final Set<Frequency> FREQUENCIES =
            EnumSet.of(Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY);

    private final People people;
    private final @Nullable AgentId of;
    private final LocalDate today;

    /// @param of whose the events without attendees are
    IcalRoster(People people, @Nullable AgentId of, LocalDate today) {
        this.people = people;
        this.of = of;
        this.today = today;
    }

    RosterFile read(String text) {
        var places = places(text);
        var lines = new ArrayList<Line>();
        var problems = new ArrayList<Problem>();
        var read = 0;
        var repeated = 0L;
        try (var reader = new ICalReader(text)) {
            reader.setDefaultTimezone(CITY);
            for (var calendar = reader.readNext(); calendar != null; calendar = reader.readNext()) {
                reader.getWarnings().stream()
                        .filter(warning -> !Integer.valueOf(KNOWN_ZONE).equals(warning.getCode()))
                        .forEach(warning -> problems.add(problem(warning)));
                var events = calendar.getEvents();
                repeated += events.stream().filter(IcalRoster::isRepeated).count();
                if (read + events.size() > RosterFile.MOST_LINES) {
                    return RosterFile.tooLong();
                }
                if (repeated > MOST_REPEATED) {
                    return RosterFile.unreadable("many-repeated", MOST_REPEATED);
                }
                var changes = changes(calendar);
                for (var event : events) {
                    var line = read < places.size() ? places.get(read) : 1;
                    read++;
                    try {
                        planned(event, calendar, changes).forEach(planned -> lines.add(new Line(line, planned)));
                    } catch (Refused e) {
                        problems.add(e.at(line));
                    }
                    if (lines.size() > RosterFile.MOST_LINES) {
                        return RosterFile.tooLong();
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (read == 0) {
            return RosterFile.unreadable("not-ical");
        }
        var file = new RosterFile(lines, problems);
        return repeated == 0 ? file : file.from(today);
    }

    private static boolean isRepeated(VEvent event) {
        return !event.getProperties(RecurrenceRule.class).isEmpty()
                || !event.getRecurrenceDates().isEmpty();
    }

    /// What events of their own say of single times of repeated events, by the UID of these.
    private static Map<String, List<VEvent>> changes(ICalendar calendar) {
        return calendar.getEvents().stream()
                .filter(event -> event.getRecurrenceId() != null && event.getUid() != null)
                .collect(Collectors.groupingBy(event -> event.getUid().getValue()));
    }

    /// The lines on which the events begin.
    private static List<Integer> places(String text) {
        var rows = text.lines().toList();
        return IntStream.range(0, rows.size())
                .filter(row -> rows.get(row).strip().equalsIgnoreCase("BEGIN:VEVENT"))
                .mapToObj(row -> row + 1)
                .toList();
    }

    private static Problem problem(ParseWarning warning) {
        var line = Optional.ofNullable(warning.getLineNumber()).orElse(1);
        var property = Optional.ofNullable(warning.getPropertyName()).orElse("?");
        return Integer.valueOf(UNKNOWN_ZONE).equals(warning.getCode())
                ? Problem.of(line, "zone", property)
                : Problem.of(line, "property", property);
    }

    private List<Planned> planned(VEvent event, ICalendar calendar, Map<String, List<VEvent>> changes) {
        if (event.getStatus() != null && Status.cancelled().equals(event.getStatus())) {
            return List.of();
        }
        var start = event.getDateStart();
        if (start == null) {
            throw new Refused("no-start");
        }
        datesOf(event).forEach((property, dates) -> dates.forEach(date -> check(date, property, calendar)));
        var activity = activity(event);
        var agents = agents(event);
        var spans = start.getValue().hasTime() ? timed(event, calendar, changes) : days(event, activity);
        return agents.stream()
                .flatMap(agent -> spans.stream().map(span -> new Planned(agent, activity, span.from(), span.to())))
                .limit(RosterFile.MOST_LINES + 1)
                .toList();
    }

    private static Map<ICalProperty, List<ICalDate>> datesOf(VEvent event) {
        var dates = new IdentityHashMap<ICalProperty, List<ICalDate>>();
        Stream.of(event.getDateStart(), event.getDateEnd(), event.getRecurrenceId())
                .filter(Objects::nonNull)
                .forEach(property -> dates.put(property, List.of(property.getValue())));
        event.getExceptionDates().forEach(property -> dates.put(property, property.getValues()));
        event.getRecurrenceDates().forEach(property -> dates.put(property, property.getDates()));
        return dates;
    }

    /// The library takes a day or an hour that does not exist for another.
    private static void check(ICalDate date, ICalProperty property, ICalendar calendar) {
        var parts = date.getRawComponents();
        try {
            var written = LocalDate.of(parts.getYear(), parts.getMonth(), parts.getDate())
                    .atTime(LocalTime.of(parts.getHour(), parts.getMinute(), parts.getSecond()));
            if (!date.hasTime()
                    || parts.isUtc()
                    || written.equals(LocalDateTime.ofInstant(date.toInstant(), Interval.CITY))
                    || written.equals(onTheWall(date, property, calendar))) {
                return;
            }
        } catch (DateTimeException _) {
            throw new Refused("no-moment", parts.toString(date.hasTime(), true));
        }
        throw new Refused("no-moment", parts.toString(date.hasTime(), true));
    }

    private static LocalDateTime onTheWall(ICalDate date, ICalProperty property, ICalendar calendar) {
        var zone = zone(property, calendar);
        var offset = Duration.ofMillis(zone.getOffset(date.getTime()));
        return LocalDateTime.ofInstant(date.toInstant(), ZoneOffset.UTC).plus(offset);
    }

    private static Activity activity(VEvent event) {
        var said = Stream.concat(
                        event.getCategories().stream().flatMap(categories -> categories.getValues().stream()),
                        Stream.ofNullable(event.getSummary()).map(summary -> summary.getValue()))
                .toList();
        return said.stream()
                .map(Activity::of)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new Refused("activity", String.join(", ", said)));
    }

    private List<AgentId> agents(VEvent event) {
        var attendees = event.getAttendees();
        if (attendees.isEmpty()) {
            return Optional.ofNullable(of).map(List::of).orElseThrow(() -> new Refused("nobody"));
        }
        return attendees.stream().map(this::agent).distinct().toList();
    }

    private AgentId agent(Attendee attendee) {
        var address = Stream.of(attendee.getEmail(), attendee.getUri())
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .orElse("");
        var login = address.replaceFirst("(?i)^mailto:", "").replaceFirst("@.*", "");
        return people.find(login)
                .or(() -> Optional.ofNullable(attendee.getCommonName()).flatMap(people::find))
                .orElseThrow(() -> new Refused("agent", login));
    }

    private List<Interval> timed(VEvent event, ICalendar calendar, Map<String, List<VEvent>> changes) {
        var start = event.getDateStart().getValue().toInstant();
        var length = length(event, start);
        var rules = event.getProperties(RecurrenceRule.class);
        if (!isRepeated(event)) {
            return List.of(new Interval(start, start.plus(length)));
        }
        if (!event.getProperties(ExceptionRule.class).isEmpty()) {
            throw new Refused("exception-rule");
        }
        if (!rules.stream().allMatch(rule -> isCheap(rule.getValue()))) {
            throw new Refused("frequency");
        }
        if (start.atZone(Interval.CITY).getYear() < OLDEST_YEAR) {
            throw new Refused("far", start.atZone(Interval.CITY).toLocalDate());
        }
        return repeated(event, calendar, changes).stream()
                .map(at -> new Interval(at, at.plus(length)))
                .toList();
    }

    private static boolean isCheap(Recurrence rule) {
        return FREQUENCIES.contains(rule.getFrequency())
                && (rule.getCount() == null || rule.getCount() <= MOST_TIMES)
                && (rule.getBySetPos().isEmpty() || rule.getFrequency() == Frequency.MONTHLY)
                && rule.getByHour().isEmpty()
                && rule.getByMinute().isEmpty()
                && rule.getBySecond().isEmpty();
    }

    private List<Instant> repeated(VEvent event, ICalendar calendar, Map<String, List<VEvent>> changes) {
        var first = Interval.day(today).from();
        var end = Interval.day(today.plusDays(AHEAD)).to();
        var elsewhere = changed(event, changes);
        var times = new ArrayList<Instant>();
        var dates = event.getDateIterator(zone(event.getDateStart(), calendar));
        dates.advanceTo(Date.from(first));
        while (dates.hasNext() && times.size() <= RosterFile.MOST_LINES) {
            var at = dates.next().toInstant();
            if (!at.isBefore(end)) {
                return times;
            }
            if (!elsewhere.contains(at)) {
                times.add(at);
            }
        }
        return times;
    }

    /// The times of a repeated event of which an event of its own says otherwise.
    private static Set<Instant> changed(VEvent event, Map<String, List<VEvent>> changes) {
        var changed = new HashSet<Instant>();
        if (event.getRecurrenceId() == null && event.getUid() != null) {
            for (var other : changes.getOrDefault(event.getUid().getValue(), List.of())) {
                if (other.getRecurrenceId().getRange() != null) {
                    throw new Refused("range");
                }
                changed.add(other.getRecurrenceId().getValue().toInstant());
            }
        }
        return changed;
    }

    private static TimeZone zone(ICalProperty property, ICalendar calendar) {
        var zones = calendar.getTimezoneInfo();
        var said = zones.getTimezone(property);
        if (said != null) {
            return said.getTimeZone();
        }
        return zones.isFloating(property) ? CITY : TimeZone.getTimeZone("UTC");
    }

    private static Duration length(VEvent event, Instant start) {
        if (event.getDateEnd() != null) {
            var end = event.getDateEnd().getValue().toInstant();
            if (!start.isBefore(end)) {
                throw new Refused("order");
            }
            return Duration.between(start, end);
        }
        if (event.getDuration() == null || event.getDuration().getValue().toMillis() <= 0) {
            throw new Refused("no-end");
        }
        return Duration.ofMillis(event.getDuration().getValue().toMillis());
    }

    /// Only leave is of whole days.
    private static List<Interval> days(VEvent event, Activity activity) {
        if (activity != Activity.LEAVE || event.getRecurrenceRule() != null) {
            throw new Refused("all-day");
        }
        var first = date(event.getDateStart().getValue());
        var end = event.getDateEnd() == null
                ? first.plusDays(1)
                : date(event.getDateEnd().getValue());
        if (!first.isBefore(end) || end.isAfter(first.plusYears(1))) {
            throw new Refused("order");
        }
        return first.datesUntil(end).map(Interval::day).toList();
    }

    private static LocalDate date(biweekly.util.ICalDate date) {
        var parts = date.getRawComponents();
        return LocalDate.of(parts.getYear(), parts.getMonth(), parts.getDate());
    }

    /// As [#read] takes it.
    ///
    /// @param title of an activity, for whoever opens the file in a calendar
    static String write(List<Planned> planned, Function<Activity, String> title) {
        var calendar = new ICalendar();
        calendar.setProductId("-//Allo Mairies//Roster//FR");
        planned.stream().sorted(Planned.ORDER).forEach(one -> {
            var event = new VEvent();
            event.setUid("%s-%d-%s@allo-mairies"
                    .formatted(
                            one.agent(),
                            one.from().getEpochSecond(),
                            one.activity().code()));
            event.setDateTimeStamp(Date.from(one.from()));
            event.setDateStart(Date.from(one.from()), true);
            event.setDateEnd(Date.from(one.to()), true);
            event.setSummary(title.apply(one.activity()));
            event.addCategories(one.activity().code());
            event.addAttendee(new Attendee((String) null, one.agent().value() + DOMAIN));
            calendar.addEvent(event);
        });
        var file = new StringWriter();
        try (var writer = new ICalWriter(file, ICalVersion.V2_0)) {
            writer.write(calendar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString();
    }
}
