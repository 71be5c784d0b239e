package fr.allomairies.workspace.board.skills;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing;
import fr.allomairies.workspace.board.skills.SkillMove.End;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Gives and takes skills, and gives back what was given for a time.
@Component
class TeamSkills {

    private final Routing routing;
    private final SkillMoves moves;
    private final Clock clock;

    TeamSkills(Routing routing, SkillMoves moves, Clock clock) {
        this.routing = routing;
        this.moves = moves;
        this.clock = clock;
    }

    /// @param level absent to take the skill
    /// @param until absent until somebody changes it
    record Order(
            Skill skill, @Nullable Integer level, @Nullable Instant until, AgentId by) {}

    /// @param changed agents of whom something is other than before
    /// @param refusal of the agent at whom it stopped
    record Done(UUID batch, int changed, Optional<Refusal> refusal) {}

    /// Written down before it is done, so that nothing is given for a time of which nobody knows.
    Done move(List<AgentId> agents, Order order) {
        var batch = UUID.randomUUID();
        var changed = new ArrayList<AgentId>();
        for (var agent : agents) {
            var before = level(agent, order.skill());
            if (Objects.equals(before, order.level()) && !isOpen(agent, order.skill())) {
                continue;
            }
            var move = new SkillMove(
                    UUID.randomUUID(),
                    batch,
                    agent,
                    order.skill(),
                    order.level(),
                    before,
                    order.by(),
                    clock.instant(),
                    order.until(),
                    null,
                    null,
                    null);
            moves.begin(move);
            var refusal = routing.moveSkill(agent, order.skill(), order.level(), order.until(), order.by());
            if (refusal.isPresent()) {
                moves.drop(move.id());
                return new Done(batch, changed.size(), refusal);
            }
            changed.add(agent);
        }
        return new Done(batch, changed.size(), Optional.empty());
    }

    private boolean isOpen(AgentId agent, Skill skill) {
        return moves.open(clock.instant()).stream()
                .anyMatch(open -> open.agent().equals(agent) && open.skill().equals(skill));
    }

    /// As it was before, unless somebody changed the skill meanwhile. Refused only by the routing; may be asked again.
    @Transactional
    public Optional<Refusal> end(UUID id, End end, @Nullable AgentId by) {
        var found = moves.lockOpen(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var move = found.get();
        if (!Objects.equals(level(move.agent(), move.skill()), move.level())) {
            moves.end(move, End.CHANGED, by, clock.instant());
            return Optional.empty();
        }
        var refusal = routing.moveSkill(move.agent(), move.skill(), move.before(), null, by);
        if (refusal.isEmpty()) {
            moves.end(move, end, by, clock.instant());
        }
        return refusal;
    }

    @Nullable
    Integer level(AgentId agent, Skill skill) {
        return routing.agent(agent).skills().stream()
                .filter(own -> own.skill().equals(skill))
                .map(SkillNeed::level)
                .findFirst()
                .orElse(null);
    }
}
