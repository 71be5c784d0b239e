package fr.allomairies.channels.email;

import fr.allomairies.channels.CityMailbox;
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
    private final Accounts accounts;
    private final MailWriter writer;
    private final Wording wording;

    Notices(MailSettings settings, Accounts accounts, Wording wording) {
        this.settings = settings;
        this.accounts = accounts;
        this.writer = new MailWriter(settings.domain());
        this.wording = wording;
    }

    /// @param mailbox that it came to, where that is known
    Optional<RawMessage> tooLarge(Mail mail, Optional<String> mailbox, Instant at) {
        var from = mailbox.flatMap(accounts::of).orElseGet(accounts::main).mailbox();
        return mail.replyTo().map(sender -> tooLarge(mail, from, sender, at));
    }

    private RawMessage tooLarge(Mail mail, CityMailbox from, EmailAddress sender, Instant at) {
        var language = Language.of(mail.subject());
        var id = MessageIds.ofNotice(key(sender, at), settings.domain());
        var content = writer.notice(
                from,
                sender,
                wording.of("channels.mail.too-large.subject", language),
                wording.of(
                        "channels.mail.too-large.text",
                        language,
                        mail.subject(),
                        settings.largest().toMegabytes()),
                mail.messageId().stream().toList(),
                id);
        return new RawMessage(id, Map.of(MailboxMessage.MAILBOX, from.address().value()), content);
    }

    private static String key(EmailAddress sender, Instant at) {
        var day = at.atZone(ZoneOffset.UTC).toLocalDate();
        return RawMessage.fingerprint((sender.value() + day).getBytes(StandardCharsets.UTF_8))
                .substring("sha256:".length());
    }
}
