package fr.allomairies.channels;

import fr.allomairies.channels.store.Inbox;
import fr.allomairies.channels.store.Inbox.Incoming;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.IntakeEvent.DuplicateIgnored;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.TicketNumbers;
import fr.allomairies.ticketing.Ticketing;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Stores messages whose bringers are told the number of a ticket that is yet to be opened, many with one commit.
@Component
class Acceptance {

    /// So many at a time do not come by chance.
    private static final int CROWD = 3;

    /// Of an app that reports; longer than the database is let take.
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final long CROWDED_FOR = TimeUnit.MILLISECONDS.toNanos(250);

    private final Inbox inbox;
    private final TicketNumbers numbers;
    private final Ticketing ticketing;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Together<Brought, String> together =
            new Together<>("acceptance", Brought::bytes, PATIENCE, this::store);
    private boolean news;
    private volatile long crowdedAt = System.nanoTime() - CROWDED_FOR;

    Acceptance(
            Inbox inbox,
            TicketNumbers numbers,
            Ticketing ticketing,
            EventLog log,
            TransactionTemplate transaction,
            Clock clock) {
        this.inbox = inbox;
        this.numbers = numbers;
        this.ticketing = ticketing;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Returns the number when the message is stored.
    String take(ChannelKind channel, RawMessage raw) {
        return together.ask(new Brought(channel, raw));
    }

    /// Whether several wait at the same time for their messages to be stored, just now.
    boolean isCrowded() {
        return System.nanoTime() - crowdedAt < CROWDED_FOR;
    }

    /// Returns when something was stored since somebody asked last, or after a while.
    synchronized void await(long millis) throws InterruptedException {
        if (!news) {
            wait(millis);
        }
        news = false;
    }

    /// Whoever waits looks now.
    synchronized void wake() {
        news = true;
        notifyAll();
    }

    private List<String> store(List<Brought> brought) {
        if (brought.size() >= CROWD) {
            crowdedAt = System.nanoTime();
        }
        var told = transaction.execute(_ -> store(brought, clock.instant()));
        wake();
        return told;
    }

    private List<String> store(List<Brought> brought, Instant now) {
        inbox.hurry();
        var reserved = numbers.reserve(brought.size(), now);
        var messages = new ArrayList<Incoming>();
        for (int i = 0; i < brought.size(); i++) {
            var one = brought.get(i);
            messages.add(new Incoming(UUID.randomUUID(), one.channel(), one.raw(), ContactId.next(), reserved.get(i)));
        }
        var added = inbox.add(messages, now, now);
        var told = new ArrayList<String>();
        for (int i = 0; i < brought.size(); i++) {
            var message = messages.get(i);
            told.add(added.contains(message.message()) ? reserved.get(i) : known(message, reserved.get(i), now));
        }
        return told;
    }

    private String known(Incoming message, String reserved, Instant now) {
        var known = inbox.known(message.channel(), message.raw().externalId());
        log.append(new DuplicateIgnored(now, message.channel(), known.contact()));
        return known.number().orElseGet(() -> number(known, reserved));
    }

    /// One that was stored before there were numbers.
    private String number(Inbox.Known known, String reserved) {
        var _ = inbox.lock(known.message());
        return ticketing
                .byContact(known.contact())
                .map(ticket -> ticket.summary().number())
                .orElseGet(() -> {
                    inbox.number(known.message(), reserved);
                    return reserved;
                });
    }

    @PreDestroy
    void close() {
        together.close();
    }

    private record Brought(ChannelKind channel, RawMessage raw) {

        int bytes() {
            return raw.body().length;
        }
    }
}
