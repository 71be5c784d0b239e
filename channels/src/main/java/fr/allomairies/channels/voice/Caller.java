package fr.allomairies.channels.voice;

import fr.allomairies.channels.RawMessage;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.ticketing.Sender;

/// Who calls and in which language, in the headers of all that comes by telephone.
final class Caller {

    static final String NUMBER = "caller";
    static final String LANGUAGE = "language";
    /// Of the ticket that it belongs to.
    static final String TOKEN = "token";

    private Caller() {}

    static Sender sender(RawMessage raw) {
        return raw.header(NUMBER)
                .map(number -> new Sender(null, null, new PhoneNumber(number)))
                .orElse(Sender.UNKNOWN);
    }

    static String language(RawMessage raw) {
        return raw.header(LANGUAGE).orElse("fr");
    }
}
