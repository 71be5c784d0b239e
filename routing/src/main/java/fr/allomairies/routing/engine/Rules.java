package fr.allomairies.routing.engine;

import fr.allomairies.contact.ChannelKind;
import java.time.Duration;
import java.util.Map;

/// What the city has decided.
///
/// @param lease how long an offer rings
/// @param exclusion how long a contact is not offered again to the agent who declined it or did not answer
/// @param preferredBonus minutes given to the agent who knows the matter
/// @param levelFit by how much less idle an agent counts for each level above the one needed
/// @param channels by channel; [#otherChannels()] holds for one that is not named
public record Rules(
        Duration lease,
        Duration exclusion,
        Duration preferredBonus,
        Duration levelFit,
        Map<ChannelKind, ChannelRule> channels,
        ChannelRule otherChannels) {

    /// What every agent has; each contact in hand takes its cost of it.
    public static final int CAPACITY = 100;

    public Rules {
        channels = Map.copyOf(channels);
    }

    public ChannelRule of(ChannelKind channel) {
        return channels.getOrDefault(channel, otherChannels);
    }

    /// @param limit contacts of the channel that an agent has at once at most
    /// @param wrapUp maximum of the wrap-up
    public record ChannelRule(int limit, Duration wrapUp) {}
}
