package fr.allomairies.channels.email;

import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.content.Language;
import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What we tell the sender of a mail that was set aside: at most once a day, and never a machine.
@Component
class Notices {

    private final MailSettings settings;
    private final MailWriter writer;
    private final Wording wording;

    Notices(MailSettings settings, Wording wording) {
        this.settings = settings;
        this.writer = new MailWriter(settings);
        this.wording = wording;
    }

    Optional<RawMessage> tooLarge(Mail mail, Instant at) {
        return mail.replyTo().map(sender -> tooLarge(mail, sender, at));
    }

    private RawMessage tooLarge(Mail mail, EmailAddress sender, Instant at) {
        var language = Language.of(mail.subject());
        var id = MessageIds.ofNotice(key(sender, at), settings.domain());
        var content = writer.notice(
                sender,
                wording.of("channels.mail.too-large.subject", language),
                wording.of(
                        "channels.mail.too-large.text",
                        language,
                        mail.subject(),
                        settings.largest().toMegabytes()),
                mail.messageId().stream().toList(),
                id);
        return new RawMessage(id, Map.of(), content);
    }

    private static String key(EmailAddress sender, Instant at) {
        var day = at.atZone(ZoneOffset.UTC).toLocalDate();
        return RawMessage.fingerprint((sender.value() + day).getBytes(StandardCharsets.UTF_8))
                .substring("sha256:".length());
    }
}
