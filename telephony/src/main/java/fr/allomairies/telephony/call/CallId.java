package fr.allomairies.telephony.call;

import fr.allomairies.contact.ContactId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// The line's own id of a call, unique over all lines and for ever: Asterisk's unique id with its system name.
public record CallId(String value) {

    private static final String PLACED = "placed-";

    public CallId {
        if (!isOne(value)) {
            throw new IllegalArgumentException("not the id of a call");
        }
    }

    public static boolean isOne(String text) {
        return text.matches("[A-Za-z0-9._-]{1,150}");
    }

    /// Of a call that an agent makes the id is ours.
    public static CallId placed(UUID id) {
        return new CallId(PLACED + id);
    }

    public boolean isPlaced() {
        return value.startsWith(PLACED);
    }

    /// Always the same for the same call, so that it is one contact however often and by whomever it is seen first.
    public ContactId contact() {
        return new ContactId(UUID.nameUUIDFromBytes(("voice:" + value).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return value;
    }
}
