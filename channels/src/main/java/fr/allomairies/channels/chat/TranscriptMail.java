package fr.allomairies.channels.chat;

import fr.allomairies.channels.HouseMail;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What was said in a conversation, by mail to whoever holds its token, when it is over. Nothing of the mail is kept
/// here: it has left when it is said to have.
///
/// Anybody's address may be given. So that nobody is written to at a stranger's will, it is only to be had of a
/// conversation in which a person of ours has spoken, and seldom, and what the citizen wrote leads nowhere. How often
/// an address was written to is counted on this node, without the address, and forgotten each day. Safe for many
/// threads.
@Component
class TranscriptMail {

    private static final int MOST = 3;
    private static final int MOST_A_DAY = 3;
    private static final ZoneId CITY = ZoneId.of("Europe/Paris");

    private final Chat chat;
    private final ChatConversations conversations;
    private final Transcript transcript;
    private final Ticketing ticketing;
    private final HouseMail mails;
    private final Wording wording;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<String, Integer> written = new HashMap<>();
    private LocalDate today = LocalDate.EPOCH;

    TranscriptMail(
            Chat chat,
            ChatConversations conversations,
            Transcript transcript,
            Ticketing ticketing,
            HouseMail mails,
            Wording wording,
            TransactionTemplate transaction,
            Clock clock) {
        this.chat = chat;
        this.conversations = conversations;
        this.transcript = transcript;
        this.ticketing = ticketing;
        this.mails = mails;
        this.wording = wording;
        this.transaction = transaction;
        this.clock = clock;
    }

    void send(Conversation conversation, EmailAddress recipient) {
        var lines = transcript.of(conversation);
        if (chat.stage(conversation) != Stage.ENDED
                || lines.stream().noneMatch(line -> line.from().equals("agent"))) {
            throw new ChatRefusal(
                    409, "transcript-too-early", "to be had once a conversation that a person answered is over");
        }
        if (!Boolean.TRUE.equals(transaction.execute(_ -> conversations.countTranscript(conversation.id(), MOST)))) {
            throw new ChatRefusal(429, "too-many-transcripts", "at most " + MOST + " of one conversation");
        }
        countRecipient(recipient);
        var language = conversation.language();
        var number = Optional.ofNullable(conversation.ticket())
                .flatMap(ticketing::ticket)
                .map(TicketView::summary)
                .map(summary -> summary.number());
        var subject = number.map(known -> wording.of("channels.chat.transcript.subject-of", language, known))
                .orElse(wording.of("channels.chat.transcript.subject", language));
        mails.send("transcript-" + UUID.randomUUID(), recipient, subject, text(lines, language), List.of())
                .ifPresent(refused -> {
                    throw new ChatRefusal(
                            503, "transcript-not-sent", "the mail server did not take it: " + refused.code());
                });
    }

    private synchronized void countRecipient(EmailAddress recipient) {
        var now = LocalDate.ofInstant(clock.instant(), CITY);
        if (!now.equals(today)) {
            today = now;
            written.clear();
        }
        var address = recipient.value().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        if (written.merge(RawMessage.fingerprint(address), 1, Integer::sum) > MOST_A_DAY) {
            throw new ChatRefusal(429, "too-many-transcripts", "at most " + MOST_A_DAY + " a day to one address");
        }
    }

    private String text(List<Transcript.Line> lines, String language) {
        var time = DateTimeFormatter.ofPattern(
                        language.equals("en") ? "d MMMM yyyy, HH:mm" : "d MMMM yyyy, HH'h'mm",
                        Locale.forLanguageTag(language))
                .withZone(CITY);
        var said = lines.stream()
                .map(line -> time.format(line.at()) + ", "
                        + wording.of("channels.chat.transcript." + line.from(), language) + "\n"
                        + (line.from().equals("citizen") ? withoutLinks(line.text()) : line.text()))
                .collect(Collectors.joining("\n\n"));
        return Stream.of(
                        wording.of("channels.chat.transcript.before", language),
                        said,
                        wording.of("channels.chat.transcript.after", language))
                .collect(Collectors.joining("\n\n"));
    }

    /// Programs of mail make links of what looks like one.
    private static String withoutLinks(String text) {
        return text.replace("://", ": //").replaceAll("(?<=[\\p{L}\\p{N}-])([.。．｡])(?=\\p{L})", "$1 ");
    }
}
