package fr.allomairies.channels.chat;

import fr.allomairies.contact.ContactEvent.AssistantDrawn;
import fr.allomairies.contact.ContactId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.voiceassistant.Assistant;
import fr.allomairies.voiceassistant.Manner;
import fr.allomairies.voiceassistant.Trials;
import fr.allomairies.voiceassistant.Trials.Draw;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// By which way to understand a conversation is held: drawn at its beginning, and told by the log from then on.
@Component
class DrawnAssistant {

    private final Trials trials;
    private final Manner manner;
    private final EventLog log;

    DrawnAssistant(Trials trials, Manner manner, EventLog log) {
        this.trials = trials;
        this.manner = manner;
        this.log = log;
    }

    /// In the transaction of the caller, at the beginning of a conversation.
    Assistant draw(ContactId contact, Instant now) {
        var drawn = trials.draw(contact);
        drawn.ifPresent(draw -> log.append(new AssistantDrawn(now, contact, draw.trial(), draw.tried())));
        return trials.assistant(drawn.orElse(null));
    }

    Assistant of(ContactId contact) {
        return trials.assistant(drawn(contact));
    }

    /// Probability from which its matter is taken for certain.
    double sure(ContactId contact) {
        return trials.thresholds(drawn(contact)).orElseGet(manner::thresholds).sure();
    }

    private @Nullable Draw drawn(ContactId contact) {
        return log.of(contact).stream()
                .filter(AssistantDrawn.class::isInstance)
                .map(AssistantDrawn.class::cast)
                .findFirst()
                .map(drawn -> new Draw(drawn.trial(), drawn.tried()))
                .orElse(null);
    }
}
