package fr.allomairies.telephony.flow;

import static java.util.stream.Collectors.toMap;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SteeringEvent.ExceptionalDaysRemoved;
import fr.allomairies.contact.SteeringEvent.ExceptionalDaysSet;
import fr.allomairies.contact.SteeringEvent.HouseHoursSet;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.HouseHours;
import fr.allomairies.telephony.HouseHours.What.WeekSet;
import fr.allomairies.voiceassistant.ExceptionalDays;
import fr.allomairies.voiceassistant.HoursSettings;
import fr.allomairies.voiceassistant.Span;
import fr.allomairies.voiceassistant.Timetable;
import fr.allomairies.voiceassistant.VoiceSettings;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps the hours of the house, each change with its event. The first takes over what the settings say, which do not
/// count from then on. They are read anew for each call.
@Component
class HouseHoursDesk implements HouseHours {

    private static final String FROM_SETTINGS = "";

    private final HouseHoursStore store;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final HoursSettings settings;
    private final Clock clock;

    HouseHoursDesk(
            HouseHoursStore store, EventLog log, TransactionTemplate transaction, VoiceSettings settings, Clock clock) {
        this.store = store;
        this.log = log;
        this.transaction = transaction;
        this.settings = settings.hours();
        this.clock = clock;
    }

    @Override
    public Timetable inForce() {
        return store.week()
                .map(week -> new Timetable(
                        week.alwaysOpen(),
                        settings.zone(),
                        Timetable.week(week.week()),
                        store.days(today()).stream().map(Days::what).toList()))
                .orElseGet(settings::timetable);
    }

    @Override
    public boolean isFromSettings() {
        return store.week().isEmpty();
    }

    @Override
    public List<Days> days() {
        return isFromSettings() ? daysOfSettings() : store.days(today());
    }

    private List<Days> daysOfSettings() {
        return settings.timetable().exceptions().stream()
                .filter(days -> !days.until().isBefore(today()))
                .sorted(Comparator.comparing(ExceptionalDays::from))
                .map(days -> new Days(days, FROM_SETTINGS))
                .toList();
    }

    @Override
    public List<Change> history(int limit) {
        return store.newest(limit);
    }

    @Override
    public Optional<Refusal> setWeek(boolean alwaysOpen, Map<DayOfWeek, String> week, AgentId by) {
        var open = week.entrySet().stream()
                .filter(day -> !day.getValue().isBlank())
                .collect(toMap(Map.Entry::getKey, day -> day.getValue().strip()));
        var fault = open.values().stream()
                .flatMap(spans -> Span.fault(spans).stream())
                .findFirst();
        if (fault.isPresent()) {
            return refused(fault.get());
        }
        if (open.isEmpty() && !alwaysOpen) {
            return refused("week-empty");
        }
        return change(now -> {
            store.addWeek(new WeekSet(alwaysOpen, open), now, by);
            log.append(new HouseHoursSet(now, by));
            return Optional.empty();
        });
    }

    @Override
    public Optional<Refusal> add(LocalDate from, LocalDate until, String reason, String spans, AgentId by) {
        var fault = fault(from, until, reason.strip()).or(() -> Span.fault(spans));
        if (fault.isPresent()) {
            return refused(fault.get());
        }
        var days = new ExceptionalDays(from, until, Span.list(spans));
        return change(now -> {
            if (store.days(today()).stream().anyMatch(known -> known.what().overlaps(days))) {
                return refused("days-overlap");
            }
            store.addDays(days, reason.strip(), now, by);
            log.append(new ExceptionalDaysSet(now, from, until, !days.isClosed(), by));
            return Optional.empty();
        });
    }

    private Optional<String> fault(LocalDate from, LocalDate until, String reason) {
        if (until.isBefore(from)) {
            return Optional.of("days-backwards");
        }
        if (from.isBefore(today())) {
            return Optional.of("days-past");
        }
        if (until.isAfter(today().plusYears(YEARS_AHEAD))) {
            return Optional.of("days-too-far");
        }
        return reason.isEmpty() || reason.length() > LONGEST_REASON ? Optional.of("reason-form") : Optional.empty();
    }

    @Override
    public Optional<Refusal> remove(LocalDate from, AgentId by) {
        return change(now -> {
            var known = store.days(today()).stream()
                    .map(Days::what)
                    .filter(days -> days.from().equals(from))
                    .findFirst();
            known.ifPresent(was -> {
                store.removeDays(from, now, by);
                log.append(new ExceptionalDaysRemoved(now, was.from(), was.until(), by));
            });
            return known.isPresent() ? Optional.empty() : refused("days-unknown");
        });
    }

    private Optional<Refusal> change(Saying saying) {
        return transaction.execute(status -> {
            store.lock();
            var now = clock.instant();
            if (isFromSettings()) {
                takeOver(now);
            }
            var refusal = saying.at(now);
            if (refusal.isPresent()) {
                status.setRollbackOnly();
            }
            return refusal;
        });
    }

    private void takeOver(Instant now) {
        store.addWeek(new WeekSet(settings.alwaysOpen(), settings.week()), now, null);
        daysOfSettings().forEach(days -> store.addDays(days.what(), days.reason(), now, null));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), settings.zone());
    }

    private static Optional<Refusal> refused(String code) {
        return Optional.of(new Refusal(
                code,
                switch (code) {
                    case "hours-malformed" -> "hours are written 08:00-12:00,13:30-17:00";
                    case "hours-backwards" -> "a span ends before it begins";
                    case "hours-overlap" -> "two spans of a day overlap";
                    case "week-empty" -> "some day is open";
                    case "days-backwards" -> "the last day comes before the first";
                    case "days-past" -> "the first day is over";
                    case "days-too-far" -> "exceptional days lie within " + YEARS_AHEAD + " years";
                    case "days-overlap" -> "something else is said of one of the days already";
                    case "reason-form" -> "a reason is 1 to " + LONGEST_REASON + " characters";
                    default -> "nothing is said of these days";
                }));
    }

    private interface Saying {

        Optional<Refusal> at(Instant now);
    }
}
