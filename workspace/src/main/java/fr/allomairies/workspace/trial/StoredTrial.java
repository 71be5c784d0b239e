package fr.allomairies.workspace.trial;

import fr.allomairies.contact.AgentId;
import fr.allomairies.voiceassistant.Thresholds;
import fr.allomairies.voiceassistant.Trial;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// @param model version of what was learned that is tried; 0 is what the product comes with
/// @param sure share of 1
/// @param oneOfTwo share of 1
/// @param endedAt absent while it is under way, like the next two
/// @param taken whether it is in use since
public record StoredTrial(
        int number,
        int percent,
        int model,
        double sure,
        double oneOfTwo,
        int failures,
        Instant startedAt,
        AgentId startedBy,
        @Nullable Instant endedAt,
        @Nullable AgentId endedBy,
        @Nullable Boolean taken) {

    public boolean isUnderWay() {
        return endedAt == null;
    }

    /// @throws IllegalArgumentException when the product allows it no longer
    Trial trial() {
        return new Trial(number, percent, thresholds(Thresholds.SHIPPED));
    }

    /// @param others whose long wait stays
    /// @throws IllegalArgumentException when the product allows them no longer
    Thresholds thresholds(Thresholds others) {
        return new Thresholds(sure, oneOfTwo, failures, others.longWait());
    }

    public long percentSure() {
        return Math.round(100 * sure);
    }

    public long percentOneOfTwo() {
        return Math.round(100 * oneOfTwo);
    }
}
