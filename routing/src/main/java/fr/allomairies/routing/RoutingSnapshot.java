package fr.allomairies.routing;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who waits and who works, at one instant. `waiting` is in the order of the score, the next to be offered first.
public record RoutingSnapshot(Instant at, List<Waiting> waiting, List<Routing.AgentView> agents) {

    /// @param position 1 for the next among those of the same channel
    /// @param assistantFrom from when the assistant may answer him while he waits; absent as the next
    /// @param callbackFrom from when the citizen may be asked whether he wants to be called back; absent where
    ///     the rules do not propose it now
    /// @param estimate absent while nothing can be said: nobody works who could take it, or its channel is new
    public record Waiting(
            ContactId contact,
            ChannelKind channel,
            TicketId ticket,
            CategoryCode category,
            List<SkillNeed> needs,
            Instant since,
            int priority,
            int position,
            Asking asking,
            @Nullable Estimate estimate,
            @Nullable Instant assistantFrom,
            @Nullable Instant callbackFrom) {}

    /// How much longer it will wait, as of the snapshot.
    ///
    /// @param low of ten such contacts one waits for less, and one for longer than `high`
    /// @param announced whether the last estimates of the channel were good enough for citizens to be told
    public record Estimate(Duration low, Duration expected, Duration high, boolean announced) {}

    /// What the contact asks for now, and why it stands where it stands.
    ///
    /// @param line name of the line of the rules
    /// @param priorityClass code of the class
    /// @param step of the line, from 0 to `lastStep`, where the maximum wait is over
    /// @param requirement what an agent must satisfy, as a supervisor writes it
    /// @param score in minutes, as of the snapshot
    public record Asking(String line, String priorityClass, int step, int lastStep, String requirement, double score) {}
}
