package fr.allomairies.channels.handover;

import fr.allomairies.channels.HouseMail;
import fr.allomairies.channels.HouseMail.NotTaken;
import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.ticketing.HandOvers;
import fr.allomairies.ticketing.HandOvers.HandOver;
import fr.allomairies.ticketing.HandOvers.Matter;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// A mail with what the work needs, and a link by which it is answered.
@Component
class ServiceMail {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final String FRENCH = "fr";

    private final HouseMail mail;
    private final Wording wording;

    ServiceMail(HouseMail mail, Wording wording) {
        this.mail = mail;
        this.wording = wording;
    }

    Optional<NotTaken> send(HandOver told, Matter matter) {
        return mail.send(
                HandOvers.mailKey(told.id()),
                new EmailAddress(told.target()),
                matter.task() == null
                        ? say("subject", matter.number(), matter.label())
                        : say("task.subject", matter.number(), matter.task()),
                text(told, matter),
                List.of());
    }

    private String text(HandOver told, Matter matter) {
        var lines = new ArrayList<String>();
        var task = matter.task() == null ? "" : "task.";
        lines.add(say(task + "lead", matter.number(), matter.service(), DAY.format(told.due())));
        if (matter.task() != null) {
            lines.add(say("task.text", matter.task()));
        }
        lines.add(say("topic", matter.label()));
        if (told.sector() != null) {
            lines.add(say("sector", told.sector()));
        }
        var place = matter.place();
        if (place != null && place.address() != null) {
            lines.add(say("address", place.address()));
        }
        if (place != null && place.map() != null) {
            lines.add(say("map", place.map()));
        }
        if (matter.note() != null) {
            lines.add(say("note", matter.note()));
        }
        lines.add(say("words", matter.subject(), matter.words()));
        lines.add(say(task + "answer", matter.page()));
        return String.join("\n\n", lines);
    }

    private String say(String key, Object... arguments) {
        return wording.of("channels.hand-over." + key, FRENCH, arguments);
    }
}
