package fr.allomairies.telephony.flow;

import fr.allomairies.contact.RecordingEvent.RecordingsPurged;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.RecordingSettings;
import fr.allomairies.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Destroys what is older than the city keeps it. That a purge was is told in the transaction that does it.
@Component
class RecordingPurge implements Runnable {

    static final Duration EVERY = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(RecordingPurge.class);
    /// The law's limit for what is drawn from recordings.
    private static final Duration REASONS_KEPT = Duration.ofDays(365);

    private final RecordingStore store;
    private final ListeningStore listenings;
    private final LiveListeningStore live;
    private final Vault vault;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final RecordingSettings settings;
    private final Clock clock;

    RecordingPurge(
            RecordingStore store,
            ListeningStore listenings,
            LiveListeningStore live,
            Vault vault,
            EventLog log,
            TransactionTemplate transaction,
            RecordingSettings settings,
            Clock clock) {
        this.store = store;
        this.listenings = listenings;
        this.live = live;
        this.vault = vault;
        this.log = log;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void run() {
        var now = clock.instant();
        transaction.executeWithoutResult(_ -> {
            purge(now, now.minus(settings.keep()));
            listenings.forget(now.minus(REASONS_KEPT));
            live.forget(now.minus(REASONS_KEPT));
        });
    }

    private void purge(Instant now, Instant keptBefore) {
        var old = store.keptBefore(keptBefore);
        for (var entry : old) {
            var content = entry.content();
            if (content == null || !vault.destroy(content)) {
                LOG.atWarn().addKeyValue("call", entry.call()).log("recording-was-gone-before-its-purge");
            }
            store.purged(entry.call());
        }
        if (!old.isEmpty()) {
            listenings.purged(now, old.size(), keptBefore);
            log.append(new RecordingsPurged(now, old.size(), keptBefore));
        }
    }
}
