package fr.allomairies.workspace.manner;

import fr.allomairies.voiceassistant.Manner;
import fr.allomairies.voiceassistant.Manner.Changes;
import fr.allomairies.voiceassistant.Thresholds;
import fr.allomairies.workspace.manner.MannerStore.Stamp;
import java.util.HashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Has this node's assistant speak as the city wants it, a few seconds after somebody has said so on any node. What
/// the product, since it was brought up to date, would not take any more is said as it is shipped.
@Component
class MannerInUse {

    private static final Logger LOG = LoggerFactory.getLogger(MannerInUse.class);

    private final MannerStore store;
    private final Manner manner;
    private Stamp used = Stamp.SHIPPED;

    MannerInUse(MannerStore store, Manner manner) {
        this.store = store;
        this.manner = manner;
    }

    @Scheduled(fixedDelayString = "PT3S", initialDelayString = "PT0S")
    synchronized void takeOver() {
        // before it is read: what comes meanwhile is read again
        var stamp = store.stamp();
        if (!stamp.equals(used)) {
            manner.use(changes());
            used = stamp;
            LOG.info("speaks by sentence={} thresholds={}", stamp.sentence(), stamp.thresholds());
        }
    }

    private Changes changes() {
        var texts = new HashMap<String, String>();
        var recordings = new HashMap<String, byte[]>();
        store.newest().values().forEach(version -> {
            if (!isFit(version)) {
                LOG.warn("a sentence cannot be said any more, it is said as shipped sentence={}", version.sentence());
                return;
            }
            if (version.text() != null) {
                texts.put(version.sentence(), version.text());
            }
            if (isHeard(version)) {
                store.sound(version.version()).ifPresent(sound -> recordings.put(version.sentence(), sound));
            }
        });
        return new Changes(texts, recordings, thresholds());
    }

    private boolean isFit(SentenceVersion version) {
        return manner.sentence(version.sentence())
                .filter(sentence ->
                        version.text() == null || sentence.check(version.text()).isEmpty())
                .filter(sentence -> !version.recorded() || sentence.isRecordable())
                .isPresent();
    }

    private boolean isHeard(SentenceVersion version) {
        return manner.sentence(version.sentence()).filter(version::isHeard).isPresent();
    }

    private Thresholds thresholds() {
        try {
            return store.thresholds(1).stream()
                    .findFirst()
                    .map(ThresholdsVersion::thresholds)
                    .orElse(Thresholds.SHIPPED);
        } catch (IllegalArgumentException e) {
            LOG.warn("the thresholds are allowed no longer, those that are shipped hold: {}", e.getMessage());
            return Thresholds.SHIPPED;
        }
    }
}
