package fr.allomairies.channels.email;

import fr.allomairies.contact.InteractionId;
import java.util.Optional;
import java.util.regex.Pattern;

/// Our Message-IDs: the id of the interaction at the domain of the mailbox, so that sending twice sends the same.
final class MessageIds {

    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    private MessageIds() {}

    static String of(InteractionId interaction, String domain) {
        return "<" + interaction + "@" + domain + ">";
    }

    /// @param key what the notice is about; the same key is the same notice
    static String ofNotice(String key, String domain) {
        return "<notice." + key + "@" + domain + ">";
    }

    static boolean isOurs(String messageId, String domain) {
        return messageId.matches("<(" + UUID + "|notice[.].*)@" + Pattern.quote(domain) + ">");
    }

    /// The first of our Message-IDs that the text names.
    static Optional<String> in(String text, String domain) {
        return Pattern.compile("<?((?:notice[.]hand-over[.])?" + UUID + "@" + Pattern.quote(domain) + ")>?")
                .matcher(text)
                .results()
                .map(found -> "<" + found.group(1) + ">")
                .findFirst();
    }
}
