package fr.allomairies.contact;

import java.util.regex.Pattern;

/// A municipal service, the department that does the work behind the desk.
public record ServiceCode(String value) implements Comparable<ServiceCode> {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    public ServiceCode {
        if (!isCode(value)) {
            throw new IllegalArgumentException("a service code must be lower-case kebab, was: " + value);
        }
    }

    public static boolean isCode(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public int compareTo(ServiceCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
