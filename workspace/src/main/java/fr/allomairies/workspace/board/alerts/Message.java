package fr.allomairies.workspace.board.alerts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that is told of an alert outside the board.
///
/// @param raised whether the alert was raised, else it ended
/// @param language of a mail, two letters
/// @param dueAt absent when there is nothing left to do
/// @param failure a code, of the last time
record Message(
        UUID id,
        UUID alert,
        boolean raised,
        Way way,
        String target,
        String language,
        Instant madeAt,
        int tries,
        @Nullable Instant dueAt,
        @Nullable Instant sentAt,
        @Nullable String failure) {

    enum Way {
        MAIL,
        WEBHOOK
    }
}
