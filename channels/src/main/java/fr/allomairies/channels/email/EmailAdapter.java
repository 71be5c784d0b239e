package fr.allomairies.channels.email;

import fr.allomairies.channels.ChannelAdapter;
import fr.allomairies.channels.CityMailbox;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.Reading;
import fr.allomairies.channels.UnreadableMessage;
import fr.allomairies.channels.content.Language;
import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Outgoing.Letter;
import fr.allomairies.ticketing.Sender;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// E-mail: the city's mailboxes over IMAP, and our mails over SMTP.
@Component
class EmailAdapter implements ChannelAdapter {

    static final String TOO_LARGE = "message-too-large";

    private static final Weight WEIGHT = new Weight(50, 0);
    private static final Pattern NUMBER = Pattern.compile("\\b[A-Z]{2,5}-\\d{2}-\\d{4,}\\b");

    private final MailSettings settings;
    private final Accounts accounts;
    private final MailboxWatch watch;
    private final MailWriter writer;
    private final Notices notices;
    private final Wording wording;

    EmailAdapter(MailSettings settings, Accounts accounts, MailboxWatch watch, Notices notices, Wording wording) {
        this.settings = settings;
        this.accounts = accounts;
        this.watch = watch;
        this.writer = new MailWriter(settings.domain());
        this.notices = notices;
        this.wording = wording;
    }

    @Override
    public ChannelKind kind() {
        return ChannelKind.EMAIL;
    }

    @Override
    public String inboundUri() {
        return "city-mail:mailboxes";
    }

    @Override
    public Optional<String> outboundUri() {
        return Optional.of("city-mail:relay");
    }

    @Override
    public Weight weight() {
        return WEIGHT;
    }

    @Override
    public Optional<String> unreachable() {
        return watch.worst();
    }

    @Override
    public Optional<RawMessage> other(RawMessage known, RawMessage again) {
        return MailboxMessage.other(known, again);
    }

    @Override
    @SuppressWarnings("unchecked") // what the mailbox delivers
    public List<RawMessage> capture(Object delivered) {
        return (List<RawMessage>) delivered;
    }

    @Override
    public Reading read(RawMessage raw, ContactId contact, Instant receivedAt) throws UnreadableMessage {
        var mail = Mail.of(raw.body());
        var automatic = AutomaticMail.kind(mail, settings.domain());
        if (automatic.isPresent()) {
            return new Reading.Automatic(automatic.get(), about(mail), AutomaticMail.isForGood(mail));
        }
        var sender = mail.replyTo()
                .orElseThrow(() -> new UnreadableMessage("sender-missing", "no address that an answer could go to"));
        var bytes = MailboxMessage.size(raw);
        if (bytes > settings.largest().toBytes()) {
            throw new UnreadableMessage(
                    TOO_LARGE,
                    "%d > %d (allo.mail.largest)"
                            .formatted(bytes, settings.largest().toBytes()));
        }
        return new Reading.FromCitizen(contact(mail, sender, raw, contact, receivedAt));
    }

    private InboundContact contact(
            Mail mail, EmailAddress sender, RawMessage raw, ContactId contact, Instant receivedAt) {
        var body = MailBody.of(mail);
        var text = QuotedText.marked(body.text());
        var language = Language.of(mail.subject() + "\n" + QuotedText.ofSender(text));
        return new InboundContact(
                contact,
                kind(),
                raw.externalId(),
                receivedAt,
                new Sender(mail.fromName().orElse(null), sender, null),
                mailbox(raw).map(CityMailbox::category).orElse(null),
                mail.subject(),
                Stream.concat(
                                Stream.of(text).filter(said -> !said.isBlank()),
                                body.sealings().stream().map(sealing -> wording.of(sealing.key(), language)))
                        .collect(Collectors.joining("\n\n")),
                null,
                body.files(),
                hints(mail),
                language);
    }

    private Optional<CityMailbox> mailbox(RawMessage raw) {
        return raw.header(MailboxMessage.MAILBOX).flatMap(accounts::of).map(Account::mailbox);
    }

    private List<String> hints(Mail mail) {
        var hints = new ArrayList<>(mail.thread());
        addressed(mail).ifPresent(hints::add);
        NUMBER.matcher(mail.subject()).results().map(found -> found.group()).forEach(hints::add);
        return hints;
    }

    /// The letter of ours whose own address the mail was sent to.
    private Optional<String> addressed(Mail mail) {
        return Subaddress.in(mail, accounts.active()).map(letter -> MessageIds.of(letter, settings.domain()));
    }

    /// Which of our mails a machine speaks of: by the address it writes to, named in the thread, or anywhere in what it
    /// sends back.
    private Optional<String> about(Mail mail) {
        return addressed(mail)
                .or(() -> mail.thread().stream()
                        .filter(id -> MessageIds.isOurs(id, settings.domain()))
                        .findFirst())
                .or(() -> MessageIds.in(new String(mail.raw(), StandardCharsets.ISO_8859_1), settings.domain()));
    }

    @Override
    public RawMessage write(Letter letter) {
        var from = from(letter).mailbox();
        return new RawMessage(
                MessageIds.of(letter.interaction(), settings.domain()),
                from.subaddresses()
                        ? Map.of(
                                MailboxMessage.MAILBOX,
                                from.address().value(),
                                Relay.ENVELOPE,
                                Subaddress.of(from, letter.interaction()))
                        : Map.of(MailboxMessage.MAILBOX, from.address().value()),
                writer.letter(letter, from));
    }

    /// The mailbox that the citizen wrote to, as long as it is one.
    private Account from(Letter letter) {
        return accounts.active().size() == 1
                ? accounts.main()
                : accounts.reached(letter.inReplyTo()).flatMap(accounts::of).orElseGet(accounts::main);
    }

    @Override
    public Optional<String> permanentFailure(Throwable failure) {
        return SmtpAnswer.permanent(failure);
    }

    @Override
    public Optional<RawMessage> notice(RawMessage raw, String reason, Instant at) {
        return reason.equals(TOO_LARGE)
                ? notices.tooLarge(Mail.of(raw.body()), raw.header(MailboxMessage.MAILBOX), at)
                : Optional.empty();
    }
}
