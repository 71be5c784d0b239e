package fr.allomairies.eventlog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.TaskId;
import fr.allomairies.contact.TicketId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Events to JSON and back. The type is the simple name of the record, which therefore never changes;
/// unknown fields are passed over, so that an older node reads what a newer one wrote.
public final class EventCodec {

    private static final List<Class<?>> UUID_VALUES =
            List.of(ContactId.class, TicketId.class, InteractionId.class, TaskId.class);
    private static final List<Class<?>> TEXT_VALUES =
            List.of(AgentId.class, CategoryCode.class, ChannelKind.class, ServiceCode.class, Skill.class);

    private static final Map<String, Class<? extends Event>> TYPES =
            records(Event.class).collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));

    private final JsonMapper json = mapper();

    public String type(Event event) {
        return event.getClass().getSimpleName();
    }

    public String write(Event event) {
        return json.writeValueAsString(event);
    }

    public Event read(String type, String payload) {
        var known = TYPES.get(type);
        if (known == null) {
            throw new IllegalArgumentException("unknown event type " + type + ": was it written by a newer version?");
        }
        return json.readValue(payload, known);
    }

    static Map<String, Class<? extends Event>> types() {
        return TYPES;
    }

    @SuppressWarnings("unchecked")
    private static Stream<Class<? extends Event>> records(Class<? extends Event> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(sub -> records((Class<? extends Event>) sub))
                : Stream.of(type);
    }

    private static JsonMapper mapper() {
        var builder = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        UUID_VALUES.forEach(type -> builder.addMixIn(type, UuidValue.class));
        TEXT_VALUES.forEach(type -> builder.addMixIn(type, TextValue.class));
        return builder.build();
    }

    private abstract static class UuidValue {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        UuidValue(UUID value) {}

        @JsonValue
        abstract UUID value();
    }

    private abstract static class TextValue {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        TextValue(String value) {}

        @JsonValue
        abstract String value();
    }
}
