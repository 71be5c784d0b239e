package fr.allomairies.bench.day;

import java.time.Duration;

/// One citizen's attempt to reach the city: what will be sent, and when, counted from the start of the day.
sealed interface PlannedContact {

    Duration at();

    /// Number of the contact in the day; it makes addresses, phone numbers and message ids unique.
    int nth();

    /// @param key the menu key that the caller presses
    /// @param patience from the key to hanging up by himself; zero hangs up in the menu, before any key
    record Call(Duration at, int nth, char key, Duration patience) implements PlannedContact {

        boolean leavesInTheMenu() {
            return patience.isZero();
        }
    }

    /// @param about number of the earlier contact that the mail belongs to; its own number for a new one
    record Mail(Duration at, int nth, MailKind kind, int about) implements PlannedContact {}

    record Report(Duration at, int nth, boolean withPhoto) implements PlannedContact {}

    /// @param turns how many messages the citizen writes
    /// @param patience from the first message to leaving by himself when nobody takes it
    record Chat(Duration at, int nth, int turns, Duration patience) implements PlannedContact {}

    enum MailKind {
        NEW,
        /// An answer to the acknowledgement of an earlier mail.
        REPLY,
        /// An earlier mail once more, to the byte.
        DUPLICATE,
        /// A delivery status notification about a letter of ours.
        BOUNCE,
        /// An absence message.
        AUTOMATIC_REPLY
    }
}
