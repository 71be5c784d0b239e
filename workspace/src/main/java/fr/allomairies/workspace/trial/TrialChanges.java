package fr.allomairies.workspace.trial;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SteeringEvent.AssistantTrialBegan;
import fr.allomairies.contact.SteeringEvent.AssistantTrialEnded;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.voiceassistant.Manner;
import fr.allomairies.voiceassistant.Thresholds;
import fr.allomairies.voiceassistant.Trial;
import fr.allomairies.workspace.learning.Lessons;
import fr.allomairies.workspace.learning.ModelInUse;
import fr.allomairies.workspace.learning.Models;
import fr.allomairies.workspace.learning.TrialUnderWay;
import fr.allomairies.workspace.manner.MannerChanges;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Begins and ends trials, each with its event.
@Component
class TrialChanges {

    private static final Refusal ALREADY = new Refusal("trial-already", "another trial is under way");
    private static final Refusal OVER = new Refusal("trial-over", "that trial is not under way any more");
    private static final Refusal SAME = new Refusal("trial-same", "it is what is in use");
    private static final Refusal GONE = new Refusal("version-gone", "that version is not there any more");
    private static final Refusal NOT_TAKEN = new Refusal("trial-not-taken", "what was tried cannot be used");

    private final TrialStore store;
    private final TrialUnderWay underWay;
    private final TrialInUse inUse;
    private final Models models;
    private final Lessons lessons;
    private final Manner manner;
    private final MannerChanges changes;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TrialChanges(
            TrialStore store,
            TrialUnderWay underWay,
            TrialInUse inUse,
            Models models,
            Lessons lessons,
            Manner manner,
            MannerChanges changes,
            EventLog log,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.underWay = underWay;
        this.inUse = inUse;
        this.models = models;
        this.lessons = lessons;
        this.manner = manner;
        this.changes = changes;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// @param percent of the conversations
    /// @param model version of what was learned
    /// @throws IllegalArgumentException when the share is out of its bounds
    Optional<Refusal> begin(int percent, int model, Thresholds thresholds, AgentId by) {
        Trial.check(percent);
        var refused = Objects.requireNonNull(transaction.execute(_ -> {
            if (underWay.alone().isPresent()) {
                return Optional.of(ALREADY);
            }
            if (model != ModelInUse.BUILT && models.content(model).isEmpty()) {
                return Optional.of(GONE);
            }
            if (model == models.active().orElse(ModelInUse.BUILT) && thresholds.equals(manner.thresholds())) {
                return Optional.of(SAME);
            }
            var now = clock.instant();
            var trial = store.begin(percent, model, thresholds, by, now);
            log.append(new AssistantTrialBegan(now, trial, percent, model, by));
            return Optional.<Refusal>empty();
        }));
        inUse.takeOver();
        return refused;
    }

    /// @param taken whether what was tried is in use from now on
    Optional<Refusal> end(int trial, boolean taken, AgentId by) {
        var refused = Objects.requireNonNull(transaction.execute(status -> {
            if (!underWay.alone().equals(Optional.of(trial))) {
                return Optional.of(OVER);
            }
            var tried = store.underWay().orElseThrow();
            var now = clock.instant();
            store.end(trial, taken, by, now);
            log.append(new AssistantTrialEnded(now, trial, taken, by));
            if (taken && !isTaken(tried, by)) {
                status.setRollbackOnly();
                return Optional.of(NOT_TAKEN);
            }
            return Optional.<Refusal>empty();
        }));
        inUse.takeOver();
        return refused;
    }

    private boolean isTaken(StoredTrial tried, AgentId by) {
        var model = models.active().orElse(ModelInUse.BUILT);
        if (tried.model() != model && lessons.activate(tried.model(), by).isPresent()) {
            return false;
        }
        try {
            changes.take(tried.thresholds(manner.thresholds()), by);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
