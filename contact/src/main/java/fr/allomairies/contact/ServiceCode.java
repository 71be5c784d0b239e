package fr.allomairies.contact;

/// A municipal service, the department that does the work behind the desk.
public record ServiceCode(String value) implements Comparable<ServiceCode> {

    public ServiceCode {
        if (!value.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException("a service code must be lower-case kebab, was: " + value);
        }
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
