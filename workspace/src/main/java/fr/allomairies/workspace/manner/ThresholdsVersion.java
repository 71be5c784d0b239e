package fr.allomairies.workspace.manner;

import fr.allomairies.contact.AgentId;
import fr.allomairies.voiceassistant.Thresholds;
import java.time.Duration;
import java.time.Instant;

/// @param sure share of 1
/// @param oneOfTwo share of 1
public record ThresholdsVersion(
        int version, double sure, double oneOfTwo, int failures, int longWaitMinutes, Instant at, AgentId by) {

    /// @throws IllegalArgumentException when the product allows them no longer
    public Thresholds thresholds() {
        return new Thresholds(sure, oneOfTwo, failures, Duration.ofMinutes(longWaitMinutes));
    }

    public long percentSure() {
        return Math.round(100 * sure);
    }

    public long percentOneOfTwo() {
        return Math.round(100 * oneOfTwo);
    }
}
