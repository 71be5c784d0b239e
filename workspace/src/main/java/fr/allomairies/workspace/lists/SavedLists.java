package fr.allomairies.workspace.lists;

import fr.allomairies.contact.AgentId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Where the lists are kept. Who may change which is the caller's to know. Safe for many threads.
public interface SavedLists {

    /// Of one person, and shared by all.
    int MOST = 30;

    /// Her own and the shared ones, by name.
    List<SavedList> of(AgentId reader);

    /// One that she sees.
    Optional<SavedList> find(UUID id, AgentId reader);

    /// @return false when there are as many as there may be
    boolean add(SavedList list);

    /// What it is called, for whom, and what it shows.
    ///
    /// @return false when there are as many shared ones as there may be
    boolean change(SavedList list);

    /// It can be had back for a day.
    void remove(UUID id);

    /// None where there are as many as there may be.
    ///
    /// @param shared whether she has shared ones back too, or her own alone
    Optional<SavedList> restore(UUID id, AgentId reader, boolean shared);
}
