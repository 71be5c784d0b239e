package fr.allomairies.telephony;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What every caller hears before anything else while something exceptional goes on. It ends by itself, and is heard
/// also while we are away. Safe for many threads.
public interface CrisisMode {

    Duration LONGEST = Duration.ofDays(7);

    Optional<Crisis> current();

    /// Newest first, the current one among them.
    List<Crisis> history(int limit);

    /// Takes the place of one that goes on. Refused with `crisis-end-out-of-range` unless it ends within [#LONGEST]
    /// from now.
    Optional<Refusal> declare(Message message, Instant until, AgentId by);

    /// Refused with `no-crisis` when there is none.
    Optional<Refusal> lift(AgentId by);

    /// @param liftedAt when somebody ended it before its time, or put another in its place
    record Crisis(
            Message message,
            Instant from,
            Instant until,
            AgentId by,
            @Nullable Instant liftedAt,
            @Nullable AgentId liftedBy) {}

    /// What can be said: prompts of the line, which has no synthesiser while it runs.
    enum Message {
        DELAYS,
        WEATHER,
        FLOOD,
        FIRE,
        HEAT,
        WATER,
        POWER,
        TRANSPORT,
        WASTE;

        /// In events, in the database and in addresses.
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String prompt() {
            return "crisis-" + code();
        }

        public static Message of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
