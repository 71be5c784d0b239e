package fr.allomairies.workspace.board.whatif;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.workspace.board.measures.Figures;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/// A day in figures, as it stood at its end.
///
/// @param quarters by channel, by the beginning of the quarter hour
/// @param occupancy of all agents together
/// @param busy occupancy of each agent who was there
record Outcome(
        Map<ChannelKind, Figures> channels,
        Map<ChannelKind, Map<Instant, Figures>> quarters,
        @Nullable Double occupancy,
        Map<AgentId, Double> busy) {

    @Nullable
    Figures channel(ChannelKind channel) {
        return channels.get(channel);
    }

    /// How far the agents' occupancies lie apart: their standard deviation, 0 where all work alike.
    @Nullable
    Double spread() {
        if (busy.isEmpty()) {
            return null;
        }
        var mean = shares().average().orElseThrow();
        return Math.sqrt(shares().map(share -> (share - mean) * (share - mean)).average().orElseThrow());
    }

    private DoubleStream shares() {
        return busy.values().stream().filter(Objects::nonNull).mapToDouble(Double::doubleValue);
    }
}
