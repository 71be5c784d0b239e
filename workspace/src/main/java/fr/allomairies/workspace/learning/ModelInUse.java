package fr.allomairies.workspace.learning;

import fr.allomairies.voiceassistant.Learning;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Has this node understand by the version that is active, a few seconds after it is. One that cannot be read changes
/// nothing.
@Component
public class ModelInUse {

    public static final int BUILT = 0;

    private static final Logger LOG = LoggerFactory.getLogger(ModelInUse.class);

    private final Models models;
    /// Read when it is first asked.
    private final ObjectProvider<Learning> learning;

    private int used = BUILT;
    private int broken = BUILT;

    ModelInUse(Models models, ObjectProvider<Learning> learning) {
        this.models = models;
        this.learning = learning;
    }

    /// [#BUILT] for what the product comes with.
    synchronized int version() {
        return used;
    }

    @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT5S")
    synchronized void takeOver() {
        var active = models.active().orElse(BUILT);
        if (active == used || active == broken && active != BUILT) {
            return;
        }
        if (active == BUILT) {
            learning.getObject().useBuilt();
        } else if (!isUsed(active)) {
            broken = active;
            LOG.warn("the learned model cannot be read, the one in use stays version={} used={}", active, used);
            return;
        }
        used = active;
        LOG.info("understands by version={}", active);
    }

    private boolean isUsed(int version) {
        var content = models.content(version);
        try {
            content.ifPresent(learning.getObject()::use);
            return content.isPresent();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
