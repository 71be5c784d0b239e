package fr.allomairies.ticketing.scan;

import fr.allomairies.ticketing.ScanSettings;
import fr.allomairies.ticketing.TicketView.Scan;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.scan.Clamd.Verdict;
import fr.allomairies.ticketing.store.Interactions;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.StoredAttachments;
import fr.allomairies.ticketing.store.StoredAttachments.ToScan;
import fr.allomairies.ticketing.wording.Wording;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Has the files looked at that came, oldest first, each by one node, on a thread of its own. While the daemon is away
/// they wait, and nothing else does. One that the daemon breaks off over lets the others go first, and is given up
/// after
/// some tries.
@Component
@ConditionalOnExpression("!'${allo.scan.clamd:}'.isBlank()")
class Scanning implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Scanning.class);
    private static final int LOT = 5;

    /// Longer than the daemon may take for each of them.
    private static final Duration CLAIMED_FOR = Duration.ofMinutes(10);

    private static final Duration EVERY = Duration.ofMillis(500);

    /// Twice as long after each try.
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private static final int MOST_TRIES = 5;

    private final StoredAttachments attachments;
    private final Interactions interactions;
    private final Chronicle chronicle;
    private final Wording wording;
    private final Clamd clamd;
    private final TransactionTemplate transaction;
    private final CityClock clock;
    private volatile boolean away;
    private volatile @Nullable Thread thread;

    Scanning(
            StoredAttachments attachments,
            Interactions interactions,
            Chronicle chronicle,
            Wording wording,
            ScanSettings settings,
            TransactionTemplate transaction,
            CityClock clock) {
        this.attachments = attachments;
        this.interactions = interactions;
        this.chronicle = chronicle;
        this.wording = wording;
        this.clamd = new Clamd(settings.host(), settings.port());
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void start() {
        var fresh = Thread.ofVirtual().name("scanning").unstarted(this::rounds);
        thread = fresh; // which it asks for at once
        fresh.start();
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void rounds() {
        while (isRunning()) {
            try {
                look();
                Thread.sleep(EVERY);
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                LOG.atWarn().addKeyValue("cause", e.getMessage()).log("files-scanned-later");
                LockSupport.parkNanos(EVERY.toNanos());
            }
        }
    }

    private void look() {
        for (var lot = claim(); !lot.isEmpty() && isRunning(); lot = claim()) {
            for (int i = 0; i < lot.size(); i++) {
                if (!isThere()) {
                    giveBack(lot.subList(i, lot.size()));
                    return;
                }
                look(lot.get(i));
            }
        }
    }

    private List<ToScan> claim() {
        var now = clock.now();
        return transaction.execute(_ -> attachments.claimToScan(now, now.plus(CLAIMED_FOR), LOT));
    }

    private void giveBack(List<ToScan> lot) {
        var again = clock.now().plus(AGAIN);
        transaction.executeWithoutResult(_ -> attachments.postponeScan(lot, again));
    }

    private boolean isThere() {
        try {
            clamd.ping();
            tell(null);
            return true;
        } catch (IOException e) {
            tell(e);
            return false;
        }
    }

    private void look(ToScan file) {
        var content = attachments.whole(file.id());
        if (content.isPresent()) {
            try {
                var verdict = clamd.look(content.get());
                transaction.executeWithoutResult(_ -> keep(file, verdict));
            } catch (IOException e) {
                transaction.executeWithoutResult(_ -> brokenOff(file, String.valueOf(e.getMessage())));
            }
        }
    }

    private void brokenOff(ToScan file, String why) {
        if (file.tries() + 1 < MOST_TRIES) {
            attachments.scanAgain(file.id(), clock.now().plus(AGAIN.multipliedBy(1L << file.tries())));
        } else {
            keep(file, new Verdict.NotLookedAt(why));
        }
    }

    private void keep(ToScan file, Verdict verdict) {
        switch (verdict) {
            case Verdict.Clean() -> attachments.scanned(file.id(), Scan.CLEAN, null);
            case Verdict.Infected(var threat) -> infected(file, threat);
            case Verdict.NotLookedAt(var why) -> {
                LOG.atWarn()
                        .addKeyValue("file", file.id())
                        .addKeyValue("why", why)
                        .log("file-not-scanned");
                attachments.scanned(file.id(), Scan.FAILED, null);
            }
        }
    }

    private void infected(ToScan file, String threat) {
        if (attachments.scanned(file.id(), Scan.INFECTED, threat)) {
            LOG.atWarn()
                    .addKeyValue("file", file.id())
                    .addKeyValue("threat", threat)
                    .log("file-infected");
            var spot = interactions.spot(file.interaction());
            var text = wording.say(Locale.FRENCH, "ticketing.note.attachment-infected", file.name(), threat);
            var now = clock.now();
            chronicle.add(NewInteraction.note(spot.ticket(), spot.channel(), now, null, text), now);
        }
    }

    private void tell(@Nullable IOException failure) {
        if (failure != null && !away) {
            LOG.atWarn().addKeyValue("cause", failure.getMessage()).log("scanner-unreachable");
        } else if (failure == null && away) {
            LOG.atInfo().log("scanner-reachable-again");
        }
        away = failure != null;
    }
}
