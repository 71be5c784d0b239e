package fr.allomairies.channels;

import fr.allomairies.ticketing.CategoryGuess;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.voiceassistant.Manner;
import fr.allomairies.voiceassistant.Understanding;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// What a written contact is about and whether it may wait, by the same understanding as what is said on the telephone.
@Component
class Triage {

    /// What comes after it is attached, quoted or repeated.
    private static final int READ = 4_000;

    private final Understanding understanding;
    private final Manner manner;

    Triage(Understanding understanding, Manner manner) {
        this.understanding = understanding;
        this.manner = manner;
    }

    Sorted of(InboundContact contact) {
        var text = own(contact);
        if (text.isBlank()) {
            return new Sorted(null, false);
        }
        var understood = understanding.of(text);
        var guess = contact.category() == null
                ? new CategoryGuess(
                        understood.category(),
                        understood.confidence(),
                        understood.confidence() >= manner.thresholds().sure(),
                        understood.reasons())
                : null;
        return new Sorted(guess, understood.urgent() || Urgency.in(text));
    }

    /// Without what is quoted of earlier messages.
    static String own(InboundContact contact) {
        var text = unquoted(contact.subject() + "\n" + contact.text());
        return text.substring(0, Math.min(READ, text.length()));
    }

    static String unquoted(String text) {
        return text.lines().filter(line -> !line.startsWith(">")).collect(Collectors.joining("\n"));
    }
}
