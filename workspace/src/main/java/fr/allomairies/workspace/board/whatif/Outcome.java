package fr.allomairies.workspace.board.whatif;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.workspace.board.measures.Figures;
import fr.allomairies.workspace.board.measures.Overflows;
import fr.allomairies.workspace.board.measures.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A day in figures, as it stood at its end.
///
/// @param quarters by channel, by the beginning of the quarter hour
/// @param occupancy of all agents together
/// @param spread how unevenly the work lay on agents of equal skills
/// @param overflows of the contacts of the day, from where to where
/// @param work of each agent who was there
record Outcome(
        Map<ChannelKind, Figures> channels,
        Map<ChannelKind, Map<Instant, Figures>> quarters,
        @Nullable Double occupancy,
        @Nullable Double spread,
        Map<AgentId, Workload> work,
        List<Overflows.Count> overflows) {

    @Nullable
    Figures channel(ChannelKind channel) {
        return channels.get(channel);
    }
}
