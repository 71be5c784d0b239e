package fr.allomairies.bench.history;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/// One record of the bank's history, in the words of its format: the VRU is the voice menu, a server is who answers.
///
/// @param line of the file
/// @param vru the line of the menu
/// @param priority 2 is the highest; 0 for unknown citizens
/// @param type what the call was about
/// @param queue absent when the call never waited
/// @param service absent when nobody answered
/// @param server absent when nobody answered
record BankCall(
        int line,
        String vru,
        String callId,
        int priority,
        String type,
        LocalDate date,
        Phase menu,
        @Nullable Phase queue,
        Outcome outcome,
        @Nullable Phase service,
        @Nullable String server) {

    enum Outcome {
        AGENT,
        HANG,
        /// A fault of the machine; nobody called.
        PHANTOM
    }

    /// @param time as the record has it, which is not always the difference of the two
    record Phase(LocalDateTime start, LocalDateTime exit, Duration time) {}

    /// When an agent was asked for; the end of the menu where the call did not wait.
    LocalDateTime queuedAt() {
        return queue == null ? menu.exit() : queue.start();
    }

    /// Whether an agent was ever asked for.
    boolean isQueued() {
        return queue != null || outcome == Outcome.AGENT;
    }
}
