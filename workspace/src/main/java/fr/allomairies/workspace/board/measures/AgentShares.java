package fr.allomairies.workspace.board.measures;

import fr.allomairies.contact.AgentId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What each agent did of the contacts: her own parts alone, so that the parts of all agents together are all parts.
/// For one thread.
public final class AgentShares implements ContactRecords.Listener {

    private final Parameters parameters;
    private final Map<AgentId, Tally> tallies = new TreeMap<>();

    public AgentShares(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public void changed(@Nullable ContactRecord before, @Nullable ContactRecord after) {
        if (before != null) {
            before.agents().forEach(agent -> tally(agent).remove(before.partOf(agent)));
        }
        if (after != null) {
            after.agents().forEach(agent -> tally(agent).add(after.partOf(agent)));
        }
    }

    /// Figures of nothing for who did nothing.
    public Figures figures(AgentId agent) {
        var tally = tallies.get(agent);
        return (tally == null ? new Tally(parameters) : tally).figures();
    }

    public Map<AgentId, Figures> figures() {
        var figures = new TreeMap<AgentId, Figures>();
        tallies.forEach((agent, tally) -> figures.put(agent, tally.figures()));
        return figures;
    }

    private Tally tally(AgentId agent) {
        return tallies.computeIfAbsent(agent, _ -> new Tally(parameters));
    }
}
