package fr.allomairies.contact;

import java.util.regex.Pattern;

/// What a contact needs and an agent has, by its code. A code is stable; labels live in message files.
public record Skill(String value) implements Comparable<Skill> {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    public Skill {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a skill code must be lower-case kebab, was: " + value);
        }
    }

    @Override
    public int compareTo(Skill other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
