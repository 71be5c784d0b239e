package fr.allomairies.voiceassistant;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// How a request fares, as anybody may hear who knows its number: neither what it is about nor whose it is.
///
/// @param due the day promised
public record RequestStatus(
        String number, Stage stage, @Nullable LocalDate due) {

    public enum Stage {
        REGISTERED,
        IN_HAND,
        WITH_SERVICE,
        AT_WORK,
        DELAYED,
        DONE
    }
}
