package fr.allomairies.routing.engine;

import static java.util.stream.Collectors.joining;

import fr.allomairies.contact.ChannelKind;
import java.util.List;

/// Which contacts a [Line] is for. Its text is the one in which a supervisor writes it.
public sealed interface Condition {

    /// True of every contact.
    Condition ALWAYS = new All(List.of());

    /// @param value for a category also its theme, which stands for all categories of the theme
    record Is(Attribute attribute, String value) implements Condition {}

    /// A contact in an emergency.
    record Urgent() implements Condition {}

    record All(List<Condition> parts) implements Condition {

        public All {
            parts = List.copyOf(parts);
        }
    }

    record Either(List<Condition> parts) implements Condition {

        public Either {
            parts = List.copyOf(parts);
        }
    }

    record Not(Condition part) implements Condition {}

    enum Attribute {
        CHANNEL("channel"),
        CATEGORY("category"),
        LANGUAGE("language"),
        COMMUNE("commune"),
        /// Of the city, which was called.
        NUMBER("number");

        private final String word;

        Attribute(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    default boolean holds(Request request) {
        return switch (this) {
            case Is(var attribute, var value) -> request.is(attribute, value);
            case Urgent _ -> request.isUrgent();
            case All(var parts) -> {
                for (var part : parts) {
                    if (!part.holds(request)) {
                        yield false;
                    }
                }
                yield true;
            }
            case Either(var parts) -> {
                for (var part : parts) {
                    if (part.holds(request)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Not(var part) -> !part.holds(request);
        };
    }

    /// Whether it may hold for some contact of the channel.
    default boolean mayHold(ChannelKind channel) {
        return switch (this) {
            case Is(var attribute, var value) ->
                switch (attribute) {
                    case CHANNEL -> channel.is(value);
                    case NUMBER -> channel.isCall();
                    case CATEGORY, LANGUAGE, COMMUNE -> true;
                };
            case Urgent _ -> true;
            case All(var parts) -> parts.stream().allMatch(part -> part.mayHold(channel));
            case Either(var parts) -> parts.stream().anyMatch(part -> part.mayHold(channel));
            case Not(var part) -> !part.mustHold(channel);
        };
    }

    /// Whether it holds for all contacts of the channel.
    default boolean mustHold(ChannelKind channel) {
        return switch (this) {
            case Is(var attribute, var value) -> attribute == Attribute.CHANNEL && channel.is(value);
            case Urgent _ -> false;
            case All(var parts) -> parts.stream().allMatch(part -> part.mustHold(channel));
            case Either(var parts) -> parts.stream().anyMatch(part -> part.mustHold(channel));
            case Not(var part) -> !part.mayHold(channel);
        };
    }

    /// As a supervisor would write it.
    default String text() {
        return switch (this) {
            case Is(var attribute, var value) -> attribute.word() + " = " + value;
            case Urgent _ -> "urgent";
            case All(var parts) -> parts.isEmpty() ? "always" : joined(parts, " and ");
            case Either(var parts) -> joined(parts, " or ");
            case Not(Is(var attribute, var value)) -> attribute.word() + " != " + value;
            case Not(var part) -> "not " + inner(part);
        };
    }

    private static String joined(List<Condition> parts, String word) {
        return parts.stream().map(Condition::inner).collect(joining(word));
    }

    private static String inner(Condition part) {
        var compound = part instanceof All(var parts) && parts.size() > 1
                || part instanceof Either(var others) && others.size() > 1;
        return compound ? "(" + part.text() + ")" : part.text();
    }
}
