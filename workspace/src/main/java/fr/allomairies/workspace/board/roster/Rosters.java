package fr.allomairies.workspace.board.roster;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where rosters are kept. An import is taken whole or not at all, and the newest can be undone. Safe for many
/// threads.
public interface Rosters {

    /// What is planned and touches the interval, as it was written: breaks are not cut out of shifts.
    List<Stored> planned(Interval interval);

    record Stored(long id, Planned planned) {}

    /// Grows with each import and each undoing.
    long revision();

    /// @param replaced ids of what goes
    /// @return false when something was taken or undone since `revision`: then nothing is taken
    boolean take(Taken taken, List<Planned> added, List<Long> replaced, long revision);

    /// @param file as it was called
    record Taken(String file, LocalDate first, LocalDate last, int agents, AgentId by) {}

    /// The newest of those that are not undone: what it brought goes, what it replaced is back.
    ///
    /// @return false when it is not the newest, or undone already
    boolean undo(long number, AgentId by);

    /// The newest first.
    List<Import> imports(int most);

    /// @param undoable the newest that is not undone
    record Import(
            long number,
            Taken taken,
            int added,
            int replaced,
            Instant at,
            @Nullable AgentId undoneBy,
            @Nullable Instant undoneAt,
            boolean undoable) {}

    /// Keeps what was sent until it is taken, for a day at most.
    void propose(Draft draft);

    /// @param of whose the events without attendees are
    /// @param revision when it was sent
    record Draft(
            UUID id,
            AgentId by,
            String file,
            String content,
            @Nullable AgentId of,
            long revision) {}

    /// Her own alone.
    Optional<Draft> draft(UUID id, AgentId by);

    void drop(UUID id);
}
