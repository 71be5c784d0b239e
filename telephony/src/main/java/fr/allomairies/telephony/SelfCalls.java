package fr.allomairies.telephony;

import fr.allomairies.contact.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The city's line calls its own number from time to time, the whole way of a citizen's call, and tells when it does
/// not get through. It is nobody's contact: no event tells of it, and no figure counts it. Safe for many threads.
public interface SelfCalls {

    /// Whether the line calls itself at all.
    boolean on();

    /// Newest first.
    List<SelfCall> newest(int limit);

    /// Whether the newest was made in time, and got through; empty when the line does not call itself, or has just
    /// begun.
    Optional<Boolean> healthy();

    /// How many in a row have failed until now; empty on a node that does not call, and before the first.
    OptionalInt failedInARow();

    /// One is made at once, beside those that are due. Refused with `self-calls-off`, and with `not-leading` on a node
    /// that leaves them to another; nothing happens while one goes on.
    Optional<Refusal> callNow();

    /// @param at when it began
    /// @param took by each stage that it reached, how long that took since the one before
    /// @param failed the stage that it did not reach; absent when it got through
    record SelfCall(
            Instant at, Map<Stage, Duration> took, @Nullable Stage failed) {

        public SelfCall {
            took = Map.copyOf(took);
        }
    }

    /// What is reached, in the order in which it must be.
    enum Stage {
        /// The call has come in by the dialplan.
        ARRIVED(10),
        /// Our dialogue speaks with it, and has heard its key.
        DIALOGUE(60),
        /// The lane of routing has turned after the question, for which it needs the database.
        ROUTING(6),
        /// It is in the waiting loop.
        QUEUED(5),
        /// A phone was rung, has answered and is connected: the caller hears its tone.
        CALLER_HEARS(10),
        /// And the phone hears the caller's.
        DESK_HEARS(10),
        /// The phone has hung up, and the caller is thanked and gone.
        OVER(20);

        private final Duration limit;

        Stage(int seconds) {
            this.limit = Duration.ofSeconds(seconds);
        }

        /// After the stage before. What takes longer has failed.
        public Duration limit() {
            return limit;
        }
    }
}
