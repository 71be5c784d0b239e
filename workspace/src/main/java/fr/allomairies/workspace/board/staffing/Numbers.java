package fr.allomairies.workspace.board.staffing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What somebody typed into a form of numbers: kept as it was typed, read as numbers, and each that is none or out
/// of its range noted with the range. Both the French comma and the point divide a number.
public final class Numbers {

    /// @param low the least that is taken, and `high` the most
    public record Wrong(double low, double high) {}

    private final Map<String, String> typed;
    private final Map<String, Wrong> wrong = new LinkedHashMap<>();

    /// @param typed by field
    /// @param defaults for fields that are not named; an empty field is empty
    Numbers(Map<String, String> typed, Map<String, String> defaults) {
        this.typed = new LinkedHashMap<>(defaults);
        this.typed.putAll(typed);
    }

    /// The least of the range when it is wrong, so that the reading goes on and finds what else is.
    double of(String field, double low, double high) {
        return optional(field, low, high).orElseGet(() -> {
            wrong.put(field, new Wrong(low, high));
            return low;
        });
    }

    /// Nothing for an empty field.
    Optional<Double> optional(String field, double low, double high) {
        var text = text(field).strip().replace(',', '.').replaceAll("[\\s\\u00a0\\u202f%]", "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            var value = Double.parseDouble(text);
            if (value >= low && value <= high) {
                return Optional.of(value);
            }
        }
        wrong.put(field, new Wrong(low, high));
        return Optional.empty();
    }

    public String text(String field) {
        return typed.getOrDefault(field, "");
    }

    /// What would have been taken; absent when the field is right.
    public @Nullable Wrong range(String field) {
        return wrong.get(field);
    }

    public boolean isWrong(String field) {
        return wrong.containsKey(field);
    }

    boolean areRight() {
        return wrong.isEmpty();
    }
}
