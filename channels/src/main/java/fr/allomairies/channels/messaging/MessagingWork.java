package fr.allomairies.channels.messaging;

import fr.allomairies.channels.ChannelDoor;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.chat.MessengerTalk;
import fr.allomairies.channels.messaging.ProviderEvents.Entry;
import fr.allomairies.channels.messaging.Told.Mark;
import fr.allomairies.channels.messaging.Told.Marked;
import fr.allomairies.channels.messaging.Told.Media;
import fr.allomairies.channels.messaging.Told.Nothing;
import fr.allomairies.channels.messaging.Told.ReadUntil;
import fr.allomairies.channels.messaging.Told.Said;
import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Handles what providers have told, each thing in one transaction and until it is done. Files are fetched before.
@Component
class MessagingWork {

    private static final Logger LOG = LoggerFactory.getLogger(MessagingWork.class);

    /// Longer than the files of a message take.
    private static final Duration CLAIMED_FOR = Duration.ofMinutes(10);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// Providers tell it for seven days.
    private static final Duration TOLD_AGAIN = Duration.ofDays(30);

    private static final int FETCHES = 3;
    private static final int MOST_FILES = 10;
    private static final int LARGEST_LOT = 30_000_000;
    private static final int SLOWEST = 9; // 2^9 * 5 s

    private final List<Messenger> messengers;
    private final ProviderEvents events;
    private final SentMessages sent;
    private final Parties parties;
    private final MessengerTalk talk;
    private final MessagingHttp http;
    private final ChannelDoor door;
    private final Outgoing outgoing;
    private final Wording wording;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Semaphore manyFiles = new Semaphore(1);

    MessagingWork(
            List<Messenger> messengers,
            ProviderEvents events,
            SentMessages sent,
            Parties parties,
            MessengerTalk talk,
            MessagingHttp http,
            ChannelDoor door,
            Outgoing outgoing,
            Wording wording,
            TransactionTemplate transaction,
            Clock clock) {
        this.messengers = messengers;
        this.events = events;
        this.sent = sent;
        this.parties = parties;
        this.talk = talk;
        this.http = http;
        this.door = door;
        this.outgoing = outgoing;
        this.wording = wording;
        this.transaction = transaction;
        this.clock = clock;
    }

    boolean isWanted() {
        return messengers.stream().anyMatch(Messenger::isSetUp);
    }

    /// Empty when nothing is due, or the database is away.
    Optional<Entry> next() {
        try {
            var now = clock.instant();
            return transaction.execute(_ -> events.claim(now, now.plus(CLAIMED_FOR)));
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("messaging-unreachable");
            return Optional.empty();
        }
    }

    /// Never throws: what could not be done comes again, at growing distances.
    void handle(Entry entry) {
        try {
            var messenger = messengers.stream()
                    .filter(each -> each.kind().equals(entry.channel()))
                    .findFirst()
                    .orElseThrow();
            switch (messenger.read(entry.piece())) {
                case Said _ when entry.party() == null -> setAside(entry);
                case Said said when said.media().size() > 1 -> hearAlone(messenger, entry, said);
                case Said said -> hear(messenger, entry, said);
                case Marked marked -> settle(entry, marked.mark() == Mark.SENT || mark(entry, marked));
                case ReadUntil read -> settle(entry, readUntil(entry, read));
                case Nothing _ -> settle(entry, true);
            }
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("event", entry.id())
                    .addKeyValue("channel", entry.channel())
                    .addKeyValue("attempts", entry.attempts())
                    .setCause(e)
                    .log("messaging-event-comes-again");
            postpone(entry);
        }
    }

    private void postpone(Entry entry) {
        try {
            var later = clock.instant().plusSeconds(5L << Math.min(entry.attempts(), SLOWEST));
            transaction.executeWithoutResult(_ -> events.postpone(entry.id(), later));
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("messaging-unreachable");
        }
    }

    /// Nobody knows who said it.
    private void setAside(Entry entry) {
        var body = entry.piece().toString().getBytes(StandardCharsets.UTF_8);
        var _ = door.arrive(entry.channel(), new RawMessage(entry.id().toString(), Map.of(), body));
        settle(entry, true);
    }

    /// Of many files one message at a time: they are in memory until they are stored.
    private void hearAlone(Messenger messenger, Entry entry, Said said) {
        if (!manyFiles.tryAcquire()) {
            transaction.executeWithoutResult(
                    _ -> events.giveBack(entry.id(), clock.instant().plus(SECOND)));
            return;
        }
        try {
            hear(messenger, entry, said);
        } finally {
            manyFiles.release();
        }
    }

    private void hear(Messenger messenger, Entry entry, Said said) {
        var brought = brought(messenger, entry, said);
        var text = Stream.concat(Stream.of(said.text()), brought.remarks().stream())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining("\n"));
        var line = new MessengerTalk.Line(
                ProviderEvents.hash(said.id()),
                said.name(),
                said.phone(),
                earliest(said.at()),
                text.isEmpty() ? wording.of("channels.messaging.file", "fr") : text,
                brought.files(),
                said.opens());
        var party = Objects.requireNonNull(entry.party());
        transaction.executeWithoutResult(_ -> {
            if (talk.say(entry.channel(), party, line)) {
                events.done(entry.id());
            } else {
                events.hold(entry.id(), clock.instant().plus(MINUTE));
            }
        });
    }

    /// A clock that is ahead of ours opens no window for longer.
    private Instant earliest(Instant at) {
        var now = clock.instant();
        return at.isAfter(now) ? now : at;
    }

    /// After some tries in vain a message comes without its file, and says so.
    private Brought brought(Messenger messenger, Entry entry, Said said) {
        var files = new ArrayList<NewAttachment>();
        var remarks = new ArrayList<String>();
        for (var media : said.media()) {
            var room = LARGEST_LOT
                    - files.stream().mapToInt(file -> file.content().length).sum();
            if (files.size() >= MOST_FILES) {
                remarks.add(remark("many"));
            } else {
                fetch(messenger.account(), media, room, entry.attempts() > FETCHES, files, remarks);
            }
        }
        return new Brought(files, remarks);
    }

    private void fetch(
            Account account, Media media, int room, boolean givingUp, List<NewAttachment> files, List<String> remarks) {
        try {
            files.add(http.fetch(account, media, room));
        } catch (Refused e) {
            remarks.add(remark(e.code()));
        } catch (Unavailable e) {
            if (!givingUp) {
                throw e;
            }
            remarks.add(remark("gone"));
        }
    }

    private String remark(String code) {
        return wording.of("channels.messaging.file." + code, "fr");
    }

    private void settle(Entry entry, boolean done) {
        if (done) {
            transaction.executeWithoutResult(_ -> events.done(entry.id()));
        } else {
            postpone(entry);
        }
    }

    /// What is told of a message before it is written down that it has left is looked at again.
    private boolean mark(Entry entry, Marked marked) {
        return transaction.execute(_ -> {
            var done = true;
            for (var id : marked.messages()) {
                var message = sent.of(entry.channel(), id);
                done &= message.isPresent() || entry.receivedAt().plus(MINUTE).isBefore(clock.instant());
                var interaction = message.flatMap(SentMessages.Sent::interaction);
                done &= interaction.isEmpty() || mark(interaction.get(), marked);
            }
            return done;
        });
    }

    private boolean mark(InteractionId interaction, Marked marked) {
        return switch (marked.mark()) {
            case SENT -> true;
            case DELIVERED -> outgoing.reached(interaction, false);
            case READ -> outgoing.reached(interaction, true);
            case FAILED -> {
                outgoing.failed(interaction, Objects.requireNonNullElse(marked.reason(), "not-delivered"));
                yield true;
            }
        };
    }

    private boolean readUntil(Entry entry, ReadUntil read) {
        var since = read.at().minus(TOLD_AGAIN);
        return transaction.execute(_ -> parties.conversation(entry.channel(), read.party()).stream()
                .flatMap(conversation -> sent.until(conversation, read.at(), since).stream())
                .map(interaction -> outgoing.reached(interaction, true))
                .reduce(true, Boolean::logicalAnd));
    }

    void forget() {
        try {
            transaction.executeWithoutResult(
                    _ -> events.forgetBefore(clock.instant().minus(TOLD_AGAIN)));
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("messaging-unreachable");
        }
    }

    private record Brought(List<NewAttachment> files, List<String> remarks) {}
}
