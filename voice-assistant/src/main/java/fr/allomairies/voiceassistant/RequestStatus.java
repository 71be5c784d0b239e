package fr.allomairies.voiceassistant;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a request fares, as anybody may hear who knows its number: neither what it is about nor whose it is.
///
/// @param due the day promised
public record RequestStatus(
        String number, Stage stage, @Nullable LocalDate due) {

    /// As it is written, with the zeros that people leave out.
    ///
    /// @param year its last two digits
    /// @param count digits, at most 12
    public static String number(String year, String count) {
        return String.format(Locale.ROOT, "NCA-%s-%06d", year, Long.parseLong(count));
    }

    public enum Stage {
        REGISTERED,
        IN_HAND,
        WITH_SERVICE,
        AT_WORK,
        DELAYED,
        DONE
    }
}
