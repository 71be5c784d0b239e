package fr.allomairies.contact;

/// A téléconseiller, named by the login.
public record AgentId(String value) implements Comparable<AgentId> {

    public AgentId {
        if (!value.matches("[a-z0-9][a-z0-9.-]{0,39}")) {
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
