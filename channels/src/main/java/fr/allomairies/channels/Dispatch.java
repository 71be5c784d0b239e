package fr.allomairies.channels;

import fr.allomairies.channels.store.Outbox;
import fr.allomairies.channels.store.Outbox.Entry;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.ticketing.Outgoing;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Sends composed messages, one after the other, and writes down how it went, once for all that have left. A failure
/// that may pass is tried again, at growing
/// distances, for three days.
@Component
class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    static final Duration PATIENCE = Duration.ofDays(3);
    private static final int SLOWEST = 9; // 2⁹ s, some eight minutes

    private final CamelDoor door;
    private final Adapters adapters;
    private final Outbox outbox;
    private final Outgoing outgoing;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Dispatch(
            CamelDoor door,
            Adapters adapters,
            Outbox outbox,
            Outgoing outgoing,
            TransactionTemplate transaction,
            Clock clock) {
        this.door = door;
        this.adapters = adapters;
        this.outbox = outbox;
        this.outgoing = outgoing;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Never throws: what could not be written down comes again.
    void send(List<Entry> entries) {
        var left = new ArrayList<Entry>();
        for (var entry : entries) {
            carry(entry).ifPresentOrElse(e -> write(entry, () -> failed(entry, e)), () -> left.add(entry));
        }
        writeSent(left);
    }

    /// What has left is written down for each alone where it cannot be for all together, rather than sent again.
    private void writeSent(List<Entry> left) {
        try {
            transaction.executeWithoutResult(_ -> sent(left));
        } catch (RuntimeException _) {
            left.forEach(entry -> write(entry, () -> sent(List.of(entry))));
        }
    }

    private void write(Entry entry, Runnable how) {
        try {
            transaction.executeWithoutResult(_ -> how.run());
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("message", entry.id()).setCause(e).log("letter-comes-again");
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

    private void sent(List<Entry> entries) {
        outbox.sent(entries.stream().map(Entry::id).toList());
        var interactions = new HashMap<InteractionId, String>();
        entries.forEach(entry -> entry.interaction()
                .ifPresent(interaction ->
                        interactions.put(interaction, entry.composed().externalId())));
        outgoing.sent(interactions);
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
}
