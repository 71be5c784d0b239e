package fr.allomairies.workspace.board.roster;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.ParseWarning;
import biweekly.io.text.ICalReader;
import biweekly.io.text.ICalWriter;
import biweekly.property.Attendee;
import biweekly.property.RecurrenceRule;
import biweekly.property.Status;
import biweekly.util.Frequency;
import biweekly.util.Recurrence;
import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.roster.RosterFile.Line;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A roster as a calendar: an event for each stretch, whose attendees are those who are planned, by what stands
/// before the `@` of their address, and whose category or title is the activity. Repeated events are laid out from
/// today on, each as long as the first, for [#AHEAD] days at most. Source: RFC 5545, 3.6.1, 3.8.5.
final class IcalRoster {

    static final int AHEAD = 92;

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
        try (var reader = new ICalReader(text)) {
            reader.setDefaultTimezone(CITY);
            for (var calendar = reader.readNext(); calendar != null; calendar = reader.readNext()) {
                reader.getWarnings().stream()
                        .filter(warning -> !Integer.valueOf(KNOWN_ZONE).equals(warning.getCode()))
                        .forEach(warning -> problems.add(problem(warning)));
                for (var event : calendar.getEvents()) {
                    var line = read < places.size() ? places.get(read) : 1;
                    read++;
                    try {
                        planned(event, calendar).forEach(planned -> lines.add(new Line(line, planned)));
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
        return read == 0 ? RosterFile.unreadable("not-ical") : new RosterFile(lines, problems);
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

    private List<Planned> planned(VEvent event, ICalendar calendar) {
        if (event.getStatus() != null && Status.cancelled().equals(event.getStatus())) {
            return List.of();
        }
        var start = event.getDateStart();
        if (start == null) {
            throw new Refused("no-start");
        }
        var activity = activity(event);
        var agents = agents(event);
        var spans = start.getValue().hasTime() ? timed(event, calendar) : days(event, activity);
        return agents.stream()
                .flatMap(agent -> spans.stream().map(span -> new Planned(agent, activity, span.from(), span.to())))
                .toList();
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

    private List<Interval> timed(VEvent event, ICalendar calendar) {
        var start = event.getDateStart().getValue().toInstant();
        var length = length(event, start);
        var rules = event.getProperties(RecurrenceRule.class);
        if (rules.isEmpty() && event.getRecurrenceDates().isEmpty()) {
            return List.of(new Interval(start, start.plus(length)));
        }
        if (!rules.stream().allMatch(rule -> isByDayAtMost(rule.getValue()))) {
            throw new Refused("frequency");
        }
        if (start.atZone(Interval.CITY).getYear() < OLDEST_YEAR) {
            throw new Refused("far", start.atZone(Interval.CITY).toLocalDate());
        }
        return repeated(event, calendar).stream()
                .map(at -> new Interval(at, at.plus(length)))
                .toList();
    }

    private static boolean isByDayAtMost(Recurrence rule) {
        return FREQUENCIES.contains(rule.getFrequency())
                && rule.getByHour().isEmpty()
                && rule.getByMinute().isEmpty()
                && rule.getBySecond().isEmpty();
    }

    private List<Instant> repeated(VEvent event, ICalendar calendar) {
        var first = Interval.day(today).from();
        var end = Interval.day(today.plusDays(AHEAD)).to();
        var elsewhere = changed(event, calendar);
        var times = new ArrayList<Instant>();
        var dates = event.getDateIterator(zone(event, calendar));
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

    /// What an event of its own says of one time of a repeated event.
    private static Set<Instant> changed(VEvent event, ICalendar calendar) {
        var changed = new HashSet<Instant>();
        for (var other : calendar.getEvents()) {
            var which = other.getRecurrenceId();
            if (which != null
                    && event.getRecurrenceId() == null
                    && other.getUid() != null
                    && event.getUid() != null
                    && other.getUid().getValue().equals(event.getUid().getValue())) {
                if (which.getRange() != null) {
                    throw new Refused("range");
                }
                changed.add(which.getValue().toInstant());
            }
        }
        return changed;
    }

    private static TimeZone zone(VEvent event, ICalendar calendar) {
        var start = event.getDateStart();
        var zones = calendar.getTimezoneInfo();
        var said = zones.getTimezone(start);
        if (said != null) {
            return said.getTimeZone();
        }
        return zones.isFloating(start) ? CITY : TimeZone.getTimeZone("UTC");
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
