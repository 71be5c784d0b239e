package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.StoredAttachments;
import fr.allomairies.ticketing.wording.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Keeps the files of a message, within bounds. What is too large is named in a note and stays in the raw message,
/// which the intake keeps: a heavy file never stops a request.
@Component
class Files {

    private static final int LARGEST = 25_000_000;
    private static final int LARGEST_TOTAL = 50_000_000;
    private static final int MOST = 50;
    private static final int MOST_NAMED = 10;

    private final StoredAttachments attachments;
    private final Chronicle chronicle;
    private final Wording wording;
    private final CityClock clock;

    Files(StoredAttachments attachments, Chronicle chronicle, Wording wording, CityClock clock) {
        this.attachments = attachments;
        this.chronicle = chronicle;
        this.wording = wording;
        this.clock = clock;
    }

    void keep(List<NewAttachment> files, NewInteraction said) {
        keep(files, said.ticket(), said.id(), said.channel());
    }

    void keep(List<NewAttachment> files, TicketId ticket, InteractionId said, ChannelKind channel) {
        var leftOut = new ArrayList<String>();
        long total = 0;
        int kept = 0;
        for (var file : files) {
            long with = total + file.content().length;
            if (file.content().length <= LARGEST && with <= LARGEST_TOTAL && kept < MOST) {
                attachments.insert(ticket, said, file);
                total = with;
                kept++;
            } else {
                leftOut.add(file.name());
            }
        }
        if (!leftOut.isEmpty()) {
            tell(leftOut, ticket, channel);
        }
    }

    private void tell(List<String> leftOut, TicketId ticket, ChannelKind channel) {
        var names = leftOut.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        var text = wording.say(Locale.FRENCH, "ticketing.note.attachments-left-out", leftOut.size(), names);
        chronicle.add(NewInteraction.note(ticket, channel, clock.now(), null, text), clock.now());
    }
}
