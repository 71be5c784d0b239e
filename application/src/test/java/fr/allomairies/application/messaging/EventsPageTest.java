package fr.allomairies.application.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.Event;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The table of docs/events.md is the code's own.
class EventsPageTest {

    private static final String BEGIN = "| type | `data` |\n|---|---|\n";

    /// To draw it anew: `-Dallo.draw=true`.
    @Test
    void thePageHasEveryEventWithItsFields() throws IOException {
        var page = Path.of("..", "docs", "events.md");
        var drawn = BEGIN
                + records(Event.class)
                        .sorted(Comparator.comparing(Class::getSimpleName))
                        .map(EventsPageTest::line)
                        .collect(Collectors.joining());
        if (Boolean.getBoolean("allo.draw")) {
            var written = Files.readString(page);
            Files.writeString(page, written.substring(0, written.indexOf(BEGIN)) + drawn);
        }
        assertThat(page).content().endsWith(drawn);
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(EventsPageTest::records)
                : Stream.of(type);
    }

    private static String line(Class<?> type) {
        return "| `" + type.getSimpleName() + "` | " + fields(type) + " |\n";
    }

    private static String fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(field ->
                        "`" + field.getName() + "` " + json(field.getGenericType()) + (isOptional(field) ? "?" : ""))
                .collect(Collectors.joining(", "));
    }

    private static boolean isOptional(RecordComponent field) {
        return field.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /// What the log writes as JSON.
    private static String json(Type type) {
        if (type instanceof ParameterizedType generic
                && generic.getRawType() instanceof Class<?> raw
                && Collection.class.isAssignableFrom(raw)) {
            return "[" + json(generic.getActualTypeArguments()[0]) + "]";
        }
        var known = (Class<?>) type;
        if (known == Instant.class) {
            return "instant";
        }
        if (known == Duration.class) {
            return "duration";
        }
        if (known == boolean.class) {
            return "boolean";
        }
        if (known.isPrimitive() || Number.class.isAssignableFrom(known)) {
            return "number";
        }
        if (known.isEnum()) {
            return Arrays.stream(known.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(" / "));
        }
        if (known == LocalDate.class) {
            return "date";
        }
        return known.isRecord() && known.getRecordComponents().length > 1 ? "{" + fields(known) + "}" : "text";
    }
}
