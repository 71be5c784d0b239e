package fr.allomairies.workspace.trial;

import fr.allomairies.voiceassistant.Learning;
import fr.allomairies.voiceassistant.Trials;
import fr.allomairies.workspace.learning.ModelInUse;
import fr.allomairies.workspace.learning.Models;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Has this node try what is on trial, a few seconds after it is. What cannot be tried here changes nothing: then no
/// conversation of this node is drawn.
@Component
class TrialInUse {

    static final int NONE = 0;

    private static final Logger LOG = LoggerFactory.getLogger(TrialInUse.class);

    private final TrialStore store;
    private final Models models;
    /// Both are read when they are first asked.
    private final ObjectProvider<Learning> learning;

    private final ObjectProvider<Trials> trials;

    private int used = NONE;
    private int broken = NONE;

    TrialInUse(TrialStore store, Models models, ObjectProvider<Learning> learning, ObjectProvider<Trials> trials) {
        this.store = store;
        this.models = models;
        this.learning = learning;
        this.trials = trials;
    }

    /// [#NONE] for none.
    synchronized int trial() {
        return used;
    }

    @Scheduled(fixedDelayString = "PT3S", initialDelayString = "PT3S")
    synchronized void takeOver() {
        var underWay = store.underWay();
        var wanted = underWay.map(StoredTrial::number).orElse(NONE);
        if (wanted == used || wanted == broken && wanted != NONE) {
            return;
        }
        if (used != NONE) {
            trials.getObject().end();
            used = NONE;
        }
        underWay.ifPresent(this::begin);
        LOG.info("tries trial={}", used);
    }

    private void begin(StoredTrial trial) {
        try {
            var model = trial.model() == ModelInUse.BUILT
                    ? null
                    : models.content(trial.model()).orElseThrow(IllegalArgumentException::new);
            trials.getObject().begin(trial.trial(), learning.getObject().by(model));
            used = trial.number();
        } catch (IllegalArgumentException e) {
            broken = trial.number();
            LOG.atWarn().addKeyValue("trial", trial.number()).setCause(e).log("trial-not-possible-here");
        }
    }
}
