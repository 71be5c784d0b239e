package fr.allomairies.channels;

import fr.allomairies.channels.store.Outbox;
import fr.allomairies.channels.store.Outbox.Entry;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.ticketing.Outgoing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Letters that have left and of which that is not written down yet. They are written off a few together, since a
/// commit costs as much for one as for ten; who dies before sends them again. Safe for many threads.
@Component
class Departures implements InitializingBean, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Departures.class);
    private static final int FEW = 10;
    private static final long AT_LATEST = 250; // ms

    private final Outbox outbox;
    private final Outgoing outgoing;
    private final TransactionTemplate transaction;
    private final Map<UUID, Entry> left = new ConcurrentHashMap<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("departures").factory());

    Departures(Outbox outbox, Outgoing outgoing, TransactionTemplate transaction) {
        this.outbox = outbox;
        this.outgoing = outgoing;
        this.transaction = transaction;
    }

    @Override
    public void afterPropertiesSet() {
        var _ = writer.scheduleWithFixedDelay(this::writeOff, AT_LATEST, AT_LATEST, TimeUnit.MILLISECONDS);
    }

    void add(Entry letter) {
        left.put(letter.id(), letter);
        if (left.size() >= FEW) {
            writeOff();
        }
    }

    boolean has(Entry letter) {
        return left.containsKey(letter.id());
    }

    /// Never throws: while the database is away they stay here.
    synchronized void writeOff() {
        var letters = List.copyOf(left.values());
        if (letters.isEmpty()) {
            return;
        }
        try {
            write(letters);
        } catch (TransactionException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("outbox-unreachable");
        } catch (RuntimeException _) {
            letters.forEach(this::writeAlone);
        }
    }

    private void writeAlone(Entry letter) {
        try {
            write(List.of(letter));
        } catch (TransactionException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("outbox-unreachable");
        } catch (RuntimeException e) {
            left.remove(letter.id());
            LOG.atWarn().addKeyValue("message", letter.id()).setCause(e).log("letter-comes-again");
        }
    }

    private void write(List<Entry> letters) {
        transaction.executeWithoutResult(_ -> sent(letters));
        letters.forEach(letter -> left.remove(letter.id()));
    }

    private void sent(List<Entry> letters) {
        outbox.sent(letters.stream().map(Entry::id).toList());
        var interactions = new HashMap<InteractionId, String>();
        letters.forEach(letter -> letter.interaction()
                .ifPresent(interaction ->
                        interactions.put(interaction, letter.composed().externalId())));
        outgoing.sent(interactions);
    }

    @Override
    public void destroy() {
        writer.shutdown();
        writeOff();
    }
}
