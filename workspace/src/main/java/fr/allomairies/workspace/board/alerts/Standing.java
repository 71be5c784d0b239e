package fr.allomairies.workspace.board.alerts;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a rule stands. What is raised stays so until its figure has been calm for as long as it had to be broken, and
/// for a while at least: a figure that dances around its threshold is one alert.
///
/// @param since of a rule that is not raised, since when it is broken; of one that is, since when it is calm
record Standing(boolean raised, @Nullable Instant since) {

    static final Standing CALM = new Standing(false, null);
    static final Standing RAISED = new Standing(true, null);

    Standing on(Rule rule, @Nullable Double value, Instant now, Duration calmFor) {
        var turning = raised ? rule.isCalm(value) : rule.isBroken(value);
        if (!turning) {
            return begun();
        }
        var begun = since == null ? now : since;
        if (Duration.between(begun, now).compareTo(patience(rule, calmFor)) < 0) {
            return new Standing(raised, begun);
        }
        return raised ? CALM : RAISED;
    }

    /// The same, and what it has waited for begins anew.
    Standing begun() {
        return raised ? RAISED : CALM;
    }

    private Duration patience(Rule rule, Duration calmFor) {
        return raised && rule.lasting().compareTo(calmFor) < 0 ? calmFor : rule.lasting();
    }
}
