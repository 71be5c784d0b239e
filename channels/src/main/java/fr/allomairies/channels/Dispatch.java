package fr.allomairies.channels;

import fr.allomairies.channels.store.Outbox;
import fr.allomairies.channels.store.Outbox.Entry;
import fr.allomairies.ticketing.Outgoing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Claims composed messages a few at a time and sends them, one after the other. Each is sent only while it is surely
/// ours. A failure that may pass is tried again, at growing distances, for three days.
@Component
class Dispatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    static final Duration PATIENCE = Duration.ofDays(3);
    private static final int SLOWEST = 9; // 2⁹ s, some eight minutes
    private static final int LOT = 10;
    private static final Duration CLAIMED_FOR = Duration.ofMinutes(5);

    /// So much of its claim a letter has before it, so that it does not end while the relay thinks.
    private static final Duration ENOUGH = Duration.ofMinutes(4);

    private final CamelDoor door;
    private final Adapters adapters;
    private final Outbox outbox;
    private final Outgoing outgoing;
    private final Departures departures;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private volatile boolean running;

    Dispatch(
            CamelDoor door,
            Adapters adapters,
            Outbox outbox,
            Outgoing outgoing,
            Departures departures,
            TransactionTemplate transaction,
            Clock clock) {
        this.door = door;
        this.adapters = adapters;
        this.outbox = outbox;
        this.outgoing = outgoing;
        this.departures = departures;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Empty when nothing is due, the database is away, or we stop.
    ///
    /// @param messengers whether what goes to messengers, or all else
    Optional<Lot> claim(boolean messengers) {
        if (!running) {
            return Optional.empty();
        }
        try {
            var now = clock.instant();
            var until = until(now);
            var due = transaction.execute(_ -> outbox.claim(messengers, now, until, LOT));
            return Optional.of(new Lot(due, until)).filter(lot -> !lot.isEmpty());
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("outbox-unreachable");
            return Optional.empty();
        }
    }

    /// Never throws: what could not be sent, or written down, comes again.
    void send(Lot lot) {
        for (var rest = held(lot); !rest.isEmpty(); rest = held(rest.afterFirst())) {
            send(rest.letters().getFirst());
        }
    }

    /// Those that may still be sent: others may have taken them meanwhile, if we were slow or frozen.
    private Lot held(Lot lot) {
        var now = clock.instant();
        if (!running) {
            hold(lot, now.truncatedTo(ChronoUnit.MILLIS));
            return lot.none();
        }
        return now.plus(ENOUGH).isBefore(lot.until()) ? lot : hold(lot, until(now));
    }

    private Lot hold(Lot lot, Instant until) {
        try {
            return lot.only(transaction.execute(_ -> outbox.hold(lot.ids(), lot.until(), until)), until);
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("outbox-unreachable");
            return lot.none();
        }
    }

    private static Instant until(Instant now) {
        return now.plus(CLAIMED_FOR).truncatedTo(ChronoUnit.MILLIS);
    }

    private void send(Entry entry) {
        if (!departures.has(entry)) {
            carry(entry).ifPresentOrElse(failure -> write(entry, failure), () -> departures.add(entry));
        }
    }

    private Optional<Throwable> carry(Entry entry) {
        try {
            door.send(entry.channel(), entry.composed());
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e.getCause() == null ? e : e.getCause());
        }
    }

    private void write(Entry entry, Throwable failure) {
        try {
            transaction.executeWithoutResult(_ -> failed(entry, failure));
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("message", entry.id()).setCause(e).log("letter-comes-again");
        }
    }

    private void failed(Entry entry, Throwable failure) {
        var now = clock.instant();
        var reason = adapters.of(entry.channel())
                .permanentFailure(failure)
                .or(() -> entry.composedAt().plus(PATIENCE).isBefore(now) ? Optional.of("gave-up") : Optional.empty());
        LOG.atWarn()
                .addKeyValue("message", entry.id())
                .addKeyValue("channel", entry.channel())
                .addKeyValue("attempts", entry.attempts())
                .addKeyValue("failure", failure.getClass().getSimpleName())
                .addKeyValue("final", reason.orElse("no"))
                .log("letter-not-sent");
        reason.ifPresentOrElse(
                code -> giveUp(entry, code),
                () -> outbox.postpone(
                        entry.id(),
                        now.plusSeconds(1L << Math.min(entry.attempts(), SLOWEST)),
                        failure.getClass().getSimpleName()));
    }

    private void giveUp(Entry entry, String reason) {
        outbox.failed(entry.id(), reason);
        entry.interaction().ifPresent(interaction -> outgoing.failed(interaction, reason));
    }

    @Override
    public void start() {
        running = true;
    }

    /// The letter in hand goes on to its end, the others are for whoever comes next.
    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
