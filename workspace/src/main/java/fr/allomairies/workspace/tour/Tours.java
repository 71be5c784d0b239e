package fr.allomairies.workspace.tour;

import fr.allomairies.contact.AgentId;

/// Who has seen which tour, to its end or until she had enough of it. Safe for many threads.
public interface Tours {

    /// Whether it begins by itself.
    boolean isNew(Tour tour, AgentId reader);

    /// Idempotent.
    void seen(Tour tour, AgentId reader);
}
