package fr.allomairies.workspace.manner;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.SteeringEvent.AssistantSentenceChanged;
import fr.allomairies.contact.SteeringEvent.AssistantThresholdsChanged;
import fr.allomairies.contact.SteeringEvent.AssistantVoiceRecorded;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.voiceassistant.RecordedSound;
import fr.allomairies.voiceassistant.RecordedSound.Unusable;
import fr.allomairies.voiceassistant.Sentence;
import fr.allomairies.voiceassistant.Thresholds;
import fr.allomairies.workspace.learning.TrialUnderWay;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Has sentences said otherwise, and thresholds moved, each with its event.
@Component
public class MannerChanges {

    private final MannerStore store;
    private final MannerInUse inUse;
    private final TrialUnderWay trial;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MannerChanges(
            MannerStore store,
            MannerInUse inUse,
            TrialUnderWay trial,
            EventLog log,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.inUse = inUse;
        this.trial = trial;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Other words: what was recorded says them no longer.
    ///
    /// @param seen version of the sentence that they were written upon, 0 for none
    Optional<Problem> write(Sentence sentence, String text, long seen, AgentId by) {
        var words = text.equals(sentence.shipped()) ? null : text;
        return sentence.check(text)
                .map(Problem::of)
                .or(() -> change(
                        sentence,
                        seen,
                        now -> Objects.equals(words, now.text())
                                ? Optional.empty()
                                : Optional.of(Next.unrecorded(words)),
                        by));
    }

    /// @param file a WAV file of somebody who says the words in use
    Optional<Problem> record(Sentence sentence, byte[] file, long seen, AgentId by) {
        if (!sentence.isRecordable()) {
            return Optional.of(Problem.NOT_RECORDABLE);
        }
        try {
            var sound = RecordedSound.ofFile(file);
            return change(sentence, seen, now -> Optional.of(new Next(now.text(), sound, now.said(sentence))), by);
        } catch (Unusable unusable) {
            return Optional.of(Problem.of(unusable));
        }
    }

    /// The machine's own voice says it again.
    Optional<Problem> unrecord(Sentence sentence, long seen, AgentId by) {
        return change(
                sentence,
                seen,
                now -> now.recorded() ? Optional.of(Next.unrecorded(now.text())) : Optional.empty(),
                by);
    }

    /// Nor can anybody take it back: who has spoken does not agree any more.
    Optional<Problem> erase(Sentence sentence, long seen, AgentId by) {
        return change(
                sentence,
                seen,
                now -> {
                    store.eraseSounds(sentence.key());
                    return Optional.of(Next.unrecorded(now.text()));
                },
                by);
    }

    Optional<Problem> asShipped(Sentence sentence, long seen, AgentId by) {
        return change(
                sentence,
                seen,
                now -> now.text() == null && !now.recorded() ? Optional.empty() : Optional.of(Next.unrecorded(null)),
                by);
    }

    /// As it was said once, in the same voice where that says the same words still.
    Optional<Problem> takeBack(Sentence sentence, long version, long seen, AgentId by) {
        var then = store.version(sentence.key(), version);
        if (then.isEmpty()) {
            return Optional.of(Problem.GONE);
        }
        var text = then.get().text();
        return Optional.ofNullable(text)
                .flatMap(sentence::check)
                .map(Problem::of)
                .or(() -> change(
                        sentence,
                        seen,
                        _ -> Optional.of(
                                then.get().isHeard(sentence)
                                        ? new Next(
                                                text,
                                                store.sound(version).orElse(null),
                                                then.get().words())
                                        : Next.unrecorded(text)),
                        by));
    }

    private Optional<Problem> change(Sentence sentence, long seen, Function<Now, Optional<Next>> changed, AgentId by) {
        return alone(() -> {
            var newest = store.newest(sentence.key());
            if (newest.map(SentenceVersion::version).orElse(0L) != seen) {
                return Optional.of(Problem.CHANGED);
            }
            var now = newest.map(version -> new Now(version.text(), version.recorded()))
                    .orElse(new Now(null, false));
            var next = changed.apply(now);
            next.ifPresent(said -> add(sentence, now, said, by));
            return next.isPresent() ? Optional.empty() : Optional.of(Problem.SAME);
        });
    }

    private void add(Sentence sentence, Now now, Next said, AgentId by) {
        var at = clock.instant();
        var version = store.add(sentence.key(), said.text(), said.sound(), said.words(), by, at);
        log.append(new AssistantSentenceChanged(at, sentence.key(), version, by));
        if (now.recorded() || said.sound() != null) {
            log.append(new AssistantVoiceRecorded(at, sentence.key(), said.sound() != null, by));
        }
    }

    private record Now(@Nullable String text, boolean recorded) {

        private String said(Sentence sentence) {
            return text == null ? sentence.shipped() : text;
        }
    }

    /// @param words that the sound says
    private record Next(
            @Nullable String text,
            byte @Nullable [] sound,
            @Nullable String words) {

        private static Next unrecorded(@Nullable String text) {
            return new Next(text, null, null);
        }
    }

    Optional<Problem> set(Thresholds thresholds, int seen, AgentId by) {
        // the trial first, as who ends one does
        return alone(trial::alone, underWay -> {
            if (underWay.isPresent()) {
                return Optional.of(Problem.ON_TRIAL);
            }
            var newest = store.thresholds(1).stream().findFirst();
            if (newest.map(ThresholdsVersion::version).orElse(0) != seen) {
                return Optional.of(Problem.CHANGED);
            }
            if (isSame(newest.orElse(null), thresholds)) {
                return Optional.of(Problem.SAME);
            }
            add(thresholds, by);
            return Optional.empty();
        });
    }

    /// In the caller's transaction: those that were tried, whatever is set.
    public void take(Thresholds thresholds, AgentId by) {
        var _ = alone(() -> {
            if (!isSame(store.thresholds(1).stream().findFirst().orElse(null), thresholds)) {
                add(thresholds, by);
            }
            return Optional.empty();
        });
    }

    private void add(Thresholds thresholds, AgentId by) {
        var at = clock.instant();
        log.append(new AssistantThresholdsChanged(at, store.add(thresholds, by, at), by));
    }

    private static boolean isSame(@Nullable ThresholdsVersion newest, Thresholds wanted) {
        try {
            return (newest == null ? Thresholds.SHIPPED : newest.thresholds()).equals(wanted);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private Optional<Problem> alone(Supplier<Optional<Problem>> change) {
        return alone(Optional::<Integer>empty, _ -> change.get());
    }

    private <T> Optional<Problem> alone(Supplier<T> before, Function<T, Optional<Problem>> change) {
        var problem = Objects.requireNonNull(transaction.execute(_ -> {
            var found = before.get();
            store.alone();
            return change.apply(found);
        }));
        inUse.takeOver();
        return problem;
    }
}
