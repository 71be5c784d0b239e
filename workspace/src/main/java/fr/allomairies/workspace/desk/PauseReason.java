package fr.allomairies.workspace.desk;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Why a téléconseiller may say that she takes no contacts. The server has reasons of its own beside these.
enum PauseReason {
    BREAK,
    LUNCH,
    MEETING,
    TRAINING,
    BACK_OFFICE,
    TECHNICAL;

    static List<String> codes() {
        return Arrays.stream(values()).map(PauseReason::code).toList();
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException for a reason that is not in the list
    static PauseReason of(String code) {
        for (var reason : values()) {
            if (reason.code().equals(code)) {
                return reason;
            }
        }
        throw new IllegalArgumentException("unknown reason of a pause");
    }
}
