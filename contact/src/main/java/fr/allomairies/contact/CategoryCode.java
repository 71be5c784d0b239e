package fr.allomairies.contact;

import java.util.regex.Pattern;

/// A node of the catalogue, such as lighting.lamp-out; the part before the dot is its theme.
public record CategoryCode(String value) implements Comparable<CategoryCode> {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z-]*([.][a-z][a-z-]*)?");

    public CategoryCode {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a category code must be theme or theme.category in lower-case kebab, was: " + value);
        }
    }

    /// The part before the dot.
    public String theme() {
        var dot = value.indexOf('.');
        return dot < 0 ? value : value.substring(0, dot);
    }

    @Override
    public int compareTo(CategoryCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
