package fr.allomairies.contact;

import java.util.regex.Pattern;

/// A téléconseiller, named by the login.
public record AgentId(String value) implements Comparable<AgentId> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{0,39}");

    public AgentId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a login is 1 to 40 lower-case letters, digits, dots or hyphens, was: " + value);
        }
    }

    @Override
    public int compareTo(AgentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
