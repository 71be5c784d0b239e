package fr.allomairies.contact;

import java.util.Locale;

/// An e-mail address, in lower case. Prints masked, so that no log line can leak it.
public record EmailAddress(String value) {

    private static final int LONGEST = 254;

    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (value.length() > LONGEST || !value.matches("[^\\s@<>\"(),:;]+@[^\\s@<>\"(),:;]+")) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    @Override
    public String toString() {
        return value.charAt(0) + "…@" + value.substring(value.indexOf('@') + 1);
    }
}
