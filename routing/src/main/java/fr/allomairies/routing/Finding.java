package fr.allomairies.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing to be said of a text of rules, and where.
///
/// @param line of the text, from 1
/// @param column of the line, from 1
/// @param code stable kebab-case code of the sentence
/// @param arguments what the sentence names: words of the text, codes, numbers
/// @param suggestion the known word that comes nearest to an unknown one
public record Finding(
        int line,
        int column,
        Severity severity,
        String code,
        List<String> arguments,
        @Nullable String suggestion) {

    public Finding {
        arguments = List.copyOf(arguments);
    }

    public static Finding refusal(int line, int column, String code, Object... arguments) {
        return new Finding(line, column, Severity.REFUSAL, code, texts(arguments), null);
    }

    public static Finding warning(int line, String code, Object... arguments) {
        return new Finding(line, 1, Severity.WARNING, code, texts(arguments), null);
    }

    public Finding suggesting(@Nullable String word) {
        return new Finding(line, column, severity, code, arguments, word);
    }

    public boolean isRefusal() {
        return severity == Severity.REFUSAL;
    }

    private static List<String> texts(Object... arguments) {
        return List.of(arguments).stream().map(String::valueOf).toList();
    }

    public enum Severity {
        /// Such rules are not kept.
        REFUSAL,
        /// Such rules work, perhaps not as meant.
        WARNING
    }
}
