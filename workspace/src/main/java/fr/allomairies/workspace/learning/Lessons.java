package fr.allomairies.workspace.learning;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SteeringEvent.UnderstandingActivated;
import fr.allomairies.contact.SteeringEvent.UnderstandingDiscarded;
import fr.allomairies.contact.SteeringEvent.UnderstandingLearned;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.FirstWords;
import fr.allomairies.voiceassistant.Learning;
import fr.allomairies.voiceassistant.Learning.Labelled;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Learns anew, and has what was learned used, each with its event.
@Component
public class Lessons {

    /// More would only take longer.
    private static final int MOST = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(Lessons.class);

    private static final Refusal NOTHING = new Refusal("nothing-to-learn", "nothing is labelled that may be learned");
    private static final Refusal BUSY = new Refusal("learning-already", "a version is learned at this moment");
    private static final Refusal GONE = new Refusal("version-gone", "the version cannot be used any more");
    private static final Refusal ON_TRIAL = new Refusal("trial-under-way", "what is in use stays while a trial is on");

    private final Labels labels;
    private final Models models;
    private final ModelInUse inUse;
    private final TrialUnderWay trial;
    private final FirstWords words;
    private final ObjectProvider<Learning> learning;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /// One processor at least is left to calls, where there are two.
    private final ForkJoinPool aside =
            new ForkJoinPool(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));

    Lessons(
            Labels labels,
            Models models,
            ModelInUse inUse,
            TrialUnderWay trial,
            FirstWords words,
            ObjectProvider<Learning> learning,
            EventLog log,
            TransactionTemplate transaction,
            Clock clock) {
        this.labels = labels;
        this.models = models;
        this.inUse = inUse;
        this.trial = trial;
        this.words = words;
        this.learning = learning;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Begins, and comes back at once.
    Optional<Refusal> learn(AgentId by) {
        var all = labels.newest(MOST);
        var known = labelled(all, label -> !label.heldBack());
        if (known.isEmpty()) {
            return Optional.of(NOTHING);
        }
        var version = models.start(known.size(), by, clock.instant());
        version.ifPresent(number -> aside.execute(() -> learn(number, known, labelled(all, Label::heldBack), by)));
        return version.isPresent() ? Optional.empty() : Optional.of(BUSY);
    }

    private void learn(int version, List<Labelled> known, List<Labelled> unseen, AgentId by) {
        try {
            var learned = learning.getObject()
                    .learn(known, unseen, (phase, percent) -> models.reached(version, phase, percent));
            transaction.executeWithoutResult(_ -> {
                if (models.learned(version, learned)) {
                    log.append(new UnderstandingLearned(clock.instant(), version, known.size(), by));
                }
            });
        } catch (RuntimeException | Error e) {
            LOG.error("could not learn version={}", version, e);
            models.failed(version);
        }
    }

    private List<Labelled> labelled(List<Label> labels, Predicate<Label> taken) {
        var categories = learning.getObject().categories();
        var learned = labels.stream()
                .filter(taken)
                .filter(label -> categories.contains(label.category()))
                .toList();
        var citizens = words.citizens(learned.stream().map(Label::ticket).toList());
        return learned.stream()
                .map(label -> new Labelled(label.text(), label.category(), said(label.ticket(), citizens)))
                .toList();
    }

    private static String said(TicketId ticket, Map<TicketId, CitizenId> citizens) {
        var citizen = citizens.get(ticket);
        return citizen == null ? ticket.toString() : citizen.toString();
    }

    /// A candidate, or again one that was in use. Joins the caller's transaction, where there is one.
    public Optional<Refusal> activate(int version, AgentId by) {
        if (version != ModelInUse.BUILT && models.content(version).isEmpty()) {
            return Optional.of(GONE);
        }
        var now = clock.instant();
        var refused = Objects.requireNonNull(transaction.execute(status -> {
            if (trial.alone().isPresent()) {
                return Optional.of(ON_TRIAL);
            }
            var was = models.retire();
            var is = version == ModelInUse.BUILT ? was : models.activate(version, by, now);
            if (!is) {
                status.setRollbackOnly();
                return Optional.of(GONE);
            }
            log.append(new UnderstandingActivated(now, version, by));
            return Optional.<Refusal>empty();
        }));
        inUse.takeOver();
        return refused;
    }

    Optional<Refusal> discard(int version, AgentId by) {
        var now = clock.instant();
        return Objects.requireNonNull(transaction.execute(_ -> {
            if (trial.alone().isPresent()) {
                return Optional.of(ON_TRIAL);
            }
            if (!models.discard(version, by, now)) {
                return Optional.of(GONE);
            }
            log.append(new UnderstandingDiscarded(now, version, by));
            return Optional.<Refusal>empty();
        }));
    }

    @PreDestroy
    void stop() {
        aside.shutdownNow();
    }
}
