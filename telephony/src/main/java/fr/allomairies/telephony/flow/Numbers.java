package fr.allomairies.telephony.flow;

import static java.util.stream.Collectors.toMap;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SteeringEvent.NumberRemoved;
import fr.allomairies.contact.SteeringEvent.NumberSet;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.CityNumber;
import fr.allomairies.telephony.CityNumber.Hours;
import fr.allomairies.telephony.CityNumbers;
import fr.allomairies.telephony.HouseHours;
import fr.allomairies.telephony.Telephony.Dialled;
import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.voiceassistant.OpeningHours;
import fr.allomairies.voiceassistant.Timetable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps what is said of the city's numbers, each change with its event. It is read anew for each call, so that
/// a change holds for the next one on every node.
@Component
class Numbers implements CityNumbers {

    private static final int LONGEST_NAME = 60;
    private static final int MOST_CLOSURES = 100;
    private static final String FORM = "\\+?[0-9]{2,15}";

    private final NumberStore store;
    private final CallStore calls;
    private final CallerNumbers forms;
    private final Line line;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final CityNumber general;
    private final HouseHours house;
    private final Clock clock;

    Numbers(
            NumberStore store,
            CallStore calls,
            CallerNumbers forms,
            Line line,
            EventLog log,
            TransactionTemplate transaction,
            TelephonySettings settings,
            HouseHours house,
            Clock clock) {
        this.store = store;
        this.calls = calls;
        this.forms = forms;
        this.line = line;
        this.log = log;
        this.transaction = transaction;
        this.general = new CityNumber(
                forms.dialled(settings.cityNumber()), "", null, settings.language(), false, new Hours.OfTheHouse());
        this.house = house;
        this.clock = clock;
    }

    /// What holds for a call; for a number that is not known the general welcome.
    ///
    /// @param dialled as the line gave it
    CityNumber of(@Nullable String dialled) {
        return dialled == null ? general : find(dialled).orElse(general);
    }

    /// What a call had dialled, and what holds for it.
    ///
    /// @param dialled in its one form; absent where it is not known
    record Called(@Nullable String dialled, CityNumber number) {}

    /// @param dialled as the line gave it
    Called called(@Nullable String dialled) {
        var form = form(dialled);
        return new Called(form, of(form));
    }

    Called called(ContactId contact) {
        return called(calls.number(contact).orElse(null));
    }

    CityNumber of(ContactId contact) {
        return of(calls.number(contact).orElse(null));
    }

    /// What agents read of it; nothing of the main number as long as it is the only one that means anything.
    ///
    /// @param name what was said of it; absent for nothing
    Optional<Dialled> shown(@Nullable String dialled, @Nullable String name) {
        return dialled == null || name == null && dialled.equals(general.number())
                ? Optional.empty()
                : Optional.of(new Dialled(dialled, name == null ? "" : name));
    }

    /// Of a call that came in.
    void noteUnknown(Called called, Instant at) {
        var dialled = called.dialled();
        if (dialled != null && !dialled.equals(general.number()) && called.number() == general) {
            store.calledUnknown(dialled, at);
        }
    }

    /// In the one form in which it is stored.
    @Nullable
    String form(@Nullable String dialled) {
        return dialled == null || dialled.isBlank() ? null : forms.dialled(dialled);
    }

    boolean isOpen(CityNumber number, Instant at) {
        return hours(number).open(at);
    }

    OpeningHours hours(CityNumber number) {
        return new OpeningHours(hours(number.hours()));
    }

    private Timetable hours(Hours hours) {
        var inForce = house.inForce();
        return switch (hours) {
            case Hours.OfTheHouse() -> inForce;
            case Hours.Always() -> inForce.ofLine(true, Map.of(), Set.of());
            case Hours.Own(var week, var closures) -> inForce.ofLine(false, week, closures);
        };
    }

    @Override
    public List<CityNumber> all() {
        var all = new ArrayList<>(store.current());
        if (all.stream().noneMatch(this::isGeneral)) {
            all.add(general);
        }
        all.sort(Comparator.comparing(CityNumber::name).thenComparing(CityNumber::number));
        return List.copyOf(all);
    }

    private boolean isGeneral(CityNumber number) {
        return number.number().equals(general.number());
    }

    @Override
    public Optional<CityNumber> find(String number) {
        return store.current(forms.dialled(number));
    }

    @Override
    public List<Change> history(int limit) {
        return store.newest(limit);
    }

    @Override
    public Optional<Refusal> put(CityNumber typed, AgentId by) {
        var refusal = refusal(typed);
        if (refusal.isPresent()) {
            return refusal;
        }
        var number = new CityNumber(
                forms.dialled(typed.number()),
                typed.name().strip(),
                typed.straightTo(),
                typed.language(),
                typed.relayed(),
                typed.hours());
        var now = clock.instant();
        transaction.executeWithoutResult(_ -> {
            store.add(number, false, now, by);
            store.forgetUnknown(number.number());
            log.append(new NumberSet(now, number.number(), by));
        });
        tellLine();
        return Optional.empty();
    }

    @Override
    public Optional<Refusal> remove(String number, AgentId by) {
        var now = clock.instant();
        var known = find(number);
        known.ifPresent(was -> transaction.executeWithoutResult(_ -> {
            store.add(was, true, now, by);
            log.append(new NumberRemoved(now, was.number(), by));
        }));
        tellLine();
        return known.isPresent()
                ? Optional.empty()
                : Optional.of(new Refusal("number-unknown", "nothing is said of this number"));
    }

    @Override
    public List<Unknown> unknown() {
        return store.unknown(clock.instant().minus(LATELY));
    }

    private Optional<Refusal> refusal(CityNumber typed) {
        if (!typed.number().replaceAll("[ .()-]", "").matches(FORM)) {
            return Optional.of(new Refusal("number-malformed", "a number is 2 to 15 digits, perhaps behind a +"));
        }
        if (typed.name().isBlank() || typed.name().strip().length() > LONGEST_NAME) {
            return Optional.of(new Refusal("name-form", "a name is 1 to " + LONGEST_NAME + " characters"));
        }
        if (!typed.language().matches("fr|en")) {
            return Optional.of(new Refusal("language-unknown", "a language is fr or en"));
        }
        return hoursRefusal(typed.hours());
    }

    /// A week without any day would be the usual one.
    private Optional<Refusal> hoursRefusal(Hours hours) {
        if (hours instanceof Hours.Own own && own.week().isEmpty()) {
            return Optional.of(new Refusal("hours-malformed", "a line of its own hours is open on some day"));
        }
        if (hours instanceof Hours.Own own && own.closures().size() > MOST_CLOSURES) {
            return Optional.of(new Refusal("closures-malformed", "at most " + MOST_CLOSURES + " days are closed"));
        }
        try {
            var _ = hours(hours);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(new Refusal("hours-malformed", String.valueOf(e.getMessage())));
        }
    }

    /// What it needs to know while we are away.
    void tellLine() {
        var languages = new HashMap<String, String>();
        all().forEach(number -> languages.putAll(
                forms.delivered(number.number()).stream().collect(toMap(form -> form, _ -> number.language()))));
        line.languages(languages);
    }
}
