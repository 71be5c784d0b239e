package fr.allomairies.application.observation;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.Event;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/// Counts what happens, for Prometheus. Each event is counted once, on one node; counters begin at zero with the
/// process.
///
/// - `allo.event.count`: by type, by channel where the event has one, and by `detail`, the first of its codes, such as
///   the outcome
/// - `allo.event.age`: from what happened to its being counted, of which up to a quarter of a second is [#rest]
/// - `allo.offer.wait`: how long a contact had waited when it was offered
@Component
class EventMeters implements LogFollower {

    private static final String NONE = "none";

    /// Asked of a class once: each time it would be a copy.
    private static final ClassValue<List<RecordComponent>> FIELDS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return List.of(type.getRecordComponents());
        }
    };

    private final MeterRegistry meters;
    private final Clock clock;

    EventMeters(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "meters";
    }

    @Override
    public Duration rest() {
        return Duration.ofMillis(250);
    }

    @Override
    public void on(LogEntry entry) throws ReflectiveOperationException {
        var event = entry.event();
        meters.counter("allo.event.count", tags(event)).increment();
        meters.timer("allo.event.age").record(Duration.between(event.at(), clock.instant()));
        if (event instanceof ContactOffered offered) {
            meters.timer("allo.offer.wait").record(offered.waited());
        }
    }

    /// Ids, numbers and open texts never become a tag.
    private static Tags tags(Event event) throws ReflectiveOperationException {
        return Tags.of(
                "type", event.getClass().getSimpleName(),
                "channel", first(event, type -> type == ChannelKind.class),
                "detail", first(event, Class::isEnum));
    }

    private static String first(Event event, Predicate<Class<?>> wanted) throws ReflectiveOperationException {
        var component = FIELDS.get(event.getClass()).stream()
                .filter(field -> wanted.test(field.getType()))
                .findFirst();
        return component.isEmpty() ? NONE : code(event, component.get());
    }

    private static String code(Event event, RecordComponent field) throws ReflectiveOperationException {
        return String.valueOf(field.getAccessor().invoke(event))
                .toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }
}
