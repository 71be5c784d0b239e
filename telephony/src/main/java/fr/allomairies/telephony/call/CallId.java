package fr.allomairies.telephony.call;

import fr.allomairies.contact.ContactId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// The line's own id of a call, unique over all lines and for ever: Asterisk's unique id with its system name.
public record CallId(String value) {

    private static final String PLACED = "placed-";
    private static final String CALLBACK = "callback-";

    private static final String CHAT = "chat-";

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

    /// Of an attempt to call somebody back the id is ours too.
    public static CallId callback(int attempt, CallId of) {
        return new CallId(CALLBACK + attempt + "-" + of);
    }

    /// Of who chose in a chat to be called back: what the attempts are of.
    public static CallId chat(ContactId contact) {
        return new CallId(CHAT + contact);
    }

    /// Whether it is a call that we make: the line has not given it its id.
    public boolean isOurs() {
        return isPlaced() || value.startsWith(CALLBACK);
    }

    public boolean isPlaced() {
        return value.startsWith(PLACED);
    }

    /// Always the same for the same call, so that it is one contact however often and by whomever it is seen first.
    /// Of a chat it is the chat's.
    public ContactId contact() {
        return value.startsWith(CHAT)
                ? new ContactId(UUID.fromString(value.substring(CHAT.length())))
                : new ContactId(UUID.nameUUIDFromBytes(("voice:" + value).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return value;
    }
}
