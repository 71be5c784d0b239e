package fr.allomairies.telephony.call;

import fr.allomairies.telephony.SelfCalls.SelfCall;
import fr.allomairies.telephony.SelfCalls.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One call of the line to itself, as far as it has come.
///
/// @param latest when the newest stage was reached, at first the beginning
/// @param failed the stage that was not reached
public record SelfCallRun(
        String id,
        Instant began,
        Instant latest,
        Map<Stage, Duration> took,
        @Nullable Stage failed) {

    public static SelfCallRun begun(String id, Instant at) {
        return new SelfCallRun(id, at, at, Map.of(), null);
    }

    /// What comes by another way may be told before what it follows from, which is reached with it. An end before its
    /// time is a failure.
    public SelfCallRun reached(Stage stage, Instant at) {
        var next = next();
        if (isDone() || stage.compareTo(next) < 0) {
            return this;
        }
        if (stage == Stage.OVER && stage != next) {
            return broken();
        }
        var more = new EnumMap<Stage, Duration>(Stage.class);
        more.putAll(took);
        EnumSet.range(next, stage).forEach(passed -> more.put(passed, Duration.ZERO));
        more.put(stage, Duration.between(latest, at));
        return new SelfCallRun(id, began, at, more, null);
    }

    /// At a later time: what should have come by now has failed.
    public SelfCallRun at(Instant now) {
        return !isDone() && latest.plus(next().limit()).isBefore(now) ? broken() : this;
    }

    /// Nothing more is to come of it.
    public SelfCallRun broken() {
        return isDone() ? this : new SelfCallRun(id, began, latest, took, next());
    }

    public boolean isDone() {
        return failed != null || took.containsKey(Stage.OVER);
    }

    public Optional<SelfCall> result() {
        return isDone() ? Optional.of(new SelfCall(began, took, failed)) : Optional.empty();
    }

    /// The last stage also when that is reached.
    private Stage next() {
        return Stage.values()[Math.min(took.size(), Stage.OVER.ordinal())];
    }
}
