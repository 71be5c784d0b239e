package fr.allomairies.telephony.call;

import fr.allomairies.contact.ContactId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// The line's own id of a call, unique over all lines and for ever: Asterisk's unique id with its system name.
public record CallId(String value) {

    public CallId {
        if (!isOne(value)) {
            throw new IllegalArgumentException("not the id of a call");
        }
    }

    public static boolean isOne(String text) {
        return text.matches("[A-Za-z0-9._-]{1,150}");
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
