package fr.allomairies.application.observation;

import fr.allomairies.contact.Event;
import fr.allomairies.contact.OfferReasons;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.stereotype.Component;

/// One log line for each event, its fields as keys but the reasons of an offer, which fill a page of their own. No
/// other place logs what an event says. Events hold no personal data, and so neither do the lines.
@Component
class EventLines implements LogFollower {

    private static final Logger LOG = LoggerFactory.getLogger("fr.allomairies.events");

    /// Java makes them anew for whoever asks.
    private static final ClassValue<List<RecordComponent>> COMPONENTS = new ClassValue<>() {

        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return List.of(type.getRecordComponents());
        }
    };

    @Override
    public String name() {
        return "log-lines";
    }

    /// Lines carry the time of their event.
    @Override
    public Duration rest() {
        return Duration.ofMillis(250);
    }

    @Override
    public void on(LogEntry entry) throws ReflectiveOperationException {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        var line = LOG.makeLoggingEventBuilder(Level.INFO).addKeyValue("position", entry.position());
        for (var component : COMPONENTS.get(entry.event().getClass())) {
            line = with(line, component, entry.event());
        }
        line.log(entry.event().getClass().getSimpleName());
    }

    private static LoggingEventBuilder with(LoggingEventBuilder line, RecordComponent component, Event event)
            throws ReflectiveOperationException {
        @Nullable Object value = component.getAccessor().invoke(event);
        return value == null || value instanceof OfferReasons ? line : line.addKeyValue(component.getName(), value);
    }
}
