package fr.allomairies.workspace.board;

import fr.allomairies.contact.AgentEvent.AgentSteered;
import fr.allomairies.contact.Event;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What supervisors decided of agents, the newest first: the last of them, whatever their day.
final class Interventions {

    static final int KEPT = 200;

    private final Deque<AgentSteered> decisions = new ArrayDeque<>();
    private List<AgentSteered> listed = List.of();

    void on(Event event) {
        if (event instanceof AgentSteered decision) {
            decisions.addFirst(decision);
            if (decisions.size() > KEPT) {
                decisions.removeLast();
            }
            listed = List.copyOf(decisions);
        }
    }

    List<AgentSteered> decisions() {
        return listed;
    }
}
