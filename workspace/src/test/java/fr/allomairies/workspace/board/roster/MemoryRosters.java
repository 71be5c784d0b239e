package fr.allomairies.workspace.board.roster;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.board.measures.Interval;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What a test planned.
public record MemoryRosters(List<Planned> all) implements Rosters {

    @Override
    public List<Stored> planned(Interval interval) {
        return all.stream()
                .filter(one -> interval.overlap(one.from(), one.to()).isPositive())
                .map(one -> new Stored(all.indexOf(one), one))
                .toList();
    }

    @Override
    public long revision() {
        return 0;
    }

    @Override
    public boolean take(Taken taken, List<Planned> added, List<Long> replaced, long revision) {
        return false;
    }

    @Override
    public boolean undo(long number, AgentId by) {
        return false;
    }

    @Override
    public List<Import> imports(int most) {
        return List.of();
    }

    @Override
    public void propose(Draft draft) {}

    @Override
    public Optional<Draft> draft(UUID id, AgentId by) {
        return Optional.empty();
    }

    @Override
    public void drop(UUID id) {}
}
