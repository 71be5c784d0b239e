package fr.allomairies.channels;

import fr.allomairies.channels.store.Inbox;
import fr.allomairies.channels.store.Inbox.Entry;
import fr.allomairies.channels.store.Inbox.Incoming;
import fr.allomairies.channels.store.Inbox.State;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.IntakeEvent.DuplicateIgnored;
import fr.allomairies.contact.IntakeEvent.MessageQuarantined;
import fr.allomairies.eventlog.EventLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

@Component
class InboxIntake implements Intake {

    private static final Logger LOG = LoggerFactory.getLogger(InboxIntake.class);

    /// Long enough for whoever stored a message to process it himself.
    static final Duration GRACE = Duration.ofSeconds(5);

    static final int ATTEMPTS = 6;
    static final String PROCESSING_FAILED = "processing-failed";

    private final Inbox inbox;
    private final Adapters adapters;
    private final Processing processing;
    private final Acceptance acceptance;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    InboxIntake(
            Inbox inbox,
            Adapters adapters,
            Processing processing,
            Acceptance acceptance,
            EventLog log,
            TransactionTemplate transaction,
            Clock clock) {
        this.inbox = inbox;
        this.adapters = adapters;
        this.processing = processing;
        this.acceptance = acceptance;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public List<UUID> store(ChannelKind channel, List<RawMessage> raws) {
        return transaction.execute(_ -> store(channel, raws, clock.instant()));
    }

    private List<UUID> store(ChannelKind channel, List<RawMessage> raws, Instant now) {
        var messages = raws.stream().map(raw -> incoming(channel, raw)).toList();
        var added = inbox.add(messages, now, now.plus(GRACE));
        return messages.stream()
                .map(given -> added.contains(given.message()) ? given.message() : again(channel, given.raw(), now))
                .toList();
    }

    /// The external id is known; perhaps what it names is not.
    private UUID again(ChannelKind channel, RawMessage raw, Instant now) {
        var other = inbox.raw(inbox.known(channel, raw.externalId()).message())
                .flatMap(known -> adapters.find(channel).flatMap(adapter -> adapter.other(known, raw)));
        if (other.isEmpty()) {
            return duplicate(channel, raw, now);
        }
        var message = incoming(channel, other.get());
        return inbox.add(List.of(message), now, now.plus(GRACE)).isEmpty()
                ? duplicate(channel, other.get(), now)
                : message.message();
    }

    private static Incoming incoming(ChannelKind channel, RawMessage raw) {
        var contact = raw.header(RawMessage.CONTACT).map(ContactId::of).orElseGet(ContactId::next);
        return new Incoming(UUID.randomUUID(), channel, raw, contact, null);
    }

    private UUID duplicate(ChannelKind channel, RawMessage raw, Instant now) {
        var known = inbox.known(channel, raw.externalId());
        log.append(new DuplicateIgnored(now, channel, known.contact()));
        return known.message();
    }

    @Override
    public Result process(UUID message) {
        try {
            return transaction.execute(_ -> take(message));
        } catch (TransactionException
                | TransientDataAccessException
                | RecoverableDataAccessException
                | NonTransientDataAccessResourceException e) {
            // the database, not the message: it stays stored and comes again
            throw e;
        } catch (RuntimeException | Error e) {
            LOG.atWarn().addKeyValue("message", message).setCause(e).log("processing-failed");
            var aside = transaction.execute(_ -> failed(message));
            if (aside.isPresent()) {
                return aside.get();
            }
            throw e;
        }
    }

    /// What somebody else has done or has in hand is left to him: a message can be pushed and found overdue as well.
    @Override
    public void processTogether(List<UUID> messages) {
        transaction.executeWithoutResult(_ -> take(inbox.lockStored(messages)));
    }

    private void take(List<Entry> entries) {
        var settled = new EnumMap<State, List<UUID>>(State.class);
        for (var entry : entries) {
            state(processing.of(entry))
                    .ifPresent(state -> settled.computeIfAbsent(state, _ -> new ArrayList<>())
                            .add(entry.message()));
        }
        settled.forEach((state, those) -> log.alongside(inbox.settling(state, those)));
    }

    @Override
    public String accept(ChannelKind channel, RawMessage raw) {
        return acceptance.take(channel, raw);
    }

    /// When one of them fails, each goes alone.
    @Override
    public int open(ChannelKind channel, int most) {
        var found = new ArrayList<UUID>();
        try {
            transaction.executeWithoutResult(_ -> {
                found.addAll(inbox.lockToOpen(channel, clock.instant(), most));
                if (!found.isEmpty()) {
                    take(inbox.lockStored(found));
                }
            });
        } catch (RuntimeException | Error e) {
            if (found.isEmpty()) {
                throw e;
            }
            found.removeIf(message -> !isOpened(message));
        }
        return found.size();
    }

    private boolean isOpened(UUID message) {
        try {
            var _ = process(message);
            return true;
        } catch (RuntimeException | Error e) {
            LOG.atWarn().addKeyValue("message", message).setCause(e).log("message-comes-again");
            return false;
        }
    }

    private Result take(UUID message) {
        var entry = inbox.lock(message)
                .orElseThrow(() -> new IllegalArgumentException("no message " + message + " in the inbox"));
        return switch (entry.state()) {
            case STORED -> settled(entry, processing.of(entry));
            case PROCESSED -> processing.again(entry);
            case AUTOMATIC -> new Result.Automatic();
            case QUARANTINED ->
                new Result.SetAside(entry.reason().orElseThrow(), entry.detail().orElse(""));
        };
    }

    private Result settled(Entry entry, Result result) {
        state(result).ifPresent(state -> log.alongside(inbox.settling(state, List.of(entry.message()))));
        return result;
    }

    /// Empty for what has been set aside already, with its reason.
    private static Optional<State> state(Result result) {
        return switch (result) {
            case Result.Queued _, Result.Joined _, Result.Duplicate _ -> Optional.of(State.PROCESSED);
            case Result.Automatic _ -> Optional.of(State.AUTOMATIC);
            case Result.SetAside _ -> Optional.empty();
        };
    }

    /// Without reading it, which may be what fails.
    private Optional<Result> failed(UUID message) {
        var now = clock.instant();
        var failed = inbox.failed(message, now).filter(known -> known.attempts() >= ATTEMPTS);
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        var detail = "failed " + failed.get().attempts() + " times, see the log";
        inbox.setAside(message, PROCESSING_FAILED, detail);
        log.append(new MessageQuarantined(now, failed.get().channel(), message, PROCESSING_FAILED));
        return Optional.of(new Result.SetAside(PROCESSING_FAILED, detail));
    }

    @Override
    public Result retry(UUID message) {
        transaction.executeWithoutResult(_ -> inbox.release(message));
        return process(message);
    }

    @Override
    public List<Quarantined> quarantine(int limit) {
        return inbox.quarantine(limit);
    }

    @Override
    public Optional<RawMessage> raw(UUID message) {
        return inbox.raw(message);
    }

    @Override
    public List<Received> received(Instant from, Instant to) {
        return inbox.received(from, to);
    }
}
