package fr.allomairies.channels.email;

import fr.allomairies.channels.HouseMail;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.contact.EmailAddress;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// By the relay that the letters to citizens take.
@Component
class RelayedHouseMail implements HouseMail {

    private static final Logger LOG = LoggerFactory.getLogger(RelayedHouseMail.class);

    private final Relay relay;
    private final MailSettings settings;
    private final Accounts accounts;
    private final MailWriter writer;

    RelayedHouseMail(Relay relay, MailSettings settings, Accounts accounts) {
        this.relay = relay;
        this.settings = settings;
        this.accounts = accounts;
        this.writer = new MailWriter(settings.domain());
    }

    @Override
    public String domain() {
        return settings.domain();
    }

    @Override
    public Optional<NotTaken> send(
            String key, EmailAddress recipient, String subject, String text, List<Enclosed> files) {
        var id = MessageIds.ofNotice(key, settings.domain());
        try {
            var from = accounts.main().mailbox();
            relay.handOver(new RawMessage(
                    id,
                    Map.of(MailboxMessage.MAILBOX, from.address().value()),
                    writer.house(from, recipient, subject, text, files, id)));
            return Optional.empty();
        } catch (MessagingException | RuntimeException e) {
            LOG.atDebug().setCause(e).addKeyValue("mail", key).log("house-mail-not-taken");
            var permanent = SmtpAnswer.permanent(e);
            return Optional.of(new NotTaken(permanent.orElse("mail-unreachable"), permanent.isPresent()));
        }
    }
}
