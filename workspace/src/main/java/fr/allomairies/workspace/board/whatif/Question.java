package fr.allomairies.workspace.board.whatif;

import fr.allomairies.contact.AgentId;
import fr.allomairies.routing.PastDays.Change;
import fr.allomairies.routing.PastDays.Joins;
import fr.allomairies.routing.PastDays.RosterChange;
import fr.allomairies.workspace.board.measures.Interval;
import java.util.List;

/// @param day to its end, or today up to now
/// @param change what is different on it
record Question(Interval day, Change change) {

    /// Who was not there on that day, in the order in which they were typed.
    public List<AgentId> added() {
        return change.roster().stream()
                .filter(Joins.class::isInstance)
                .map(RosterChange::agent)
                .toList();
    }
}
