package fr.allomairies.routing.engine;

import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Agents to whom something may be offered, by skill and level, each set in the order of the ranks. To find the best
/// agent for a contact is to look at the first of each level that is high enough.
final class OpenAgents {

    private static final TreeSet<Agent> NOBODY = new TreeSet<>(Agent.BY_RANK);

    private final Floor floor;
    private final long levelFit;
    private final long preferenceBonus;
    private final long lastAgentBonus;
    private final TreeSet<Agent> all = new TreeSet<>(Agent.BY_RANK);
    private final Map<SkillNeed, TreeSet<Agent>> byLevel = new HashMap<>();

    OpenAgents(Floor floor, Rules rules) {
        this.floor = floor;
        this.levelFit = Pace.micros(rules.ranking().levelFit());
        this.preferenceBonus = Pace.micros(rules.ranking().preference());
        this.lastAgentBonus = Pace.micros(rules.ranking().lastAgent());
    }

    void add(Agent agent) {
        all.add(agent);
        agent.levels()
                .forEach((skill, level) -> byLevel.computeIfAbsent(
                                new SkillNeed(skill, level), _ -> new TreeSet<>(Agent.BY_RANK))
                        .add(agent));
    }

    void remove(Agent agent) {
        if (all.remove(agent)) {
            agent.levels().forEach((skill, level) -> at(skill, level).remove(agent));
        }
    }

    /// The best rank first.
    List<Agent> all() {
        return List.copyOf(all);
    }

    /// The best rank among those who can take the contact, the last agent with the bonus.
    ///
    /// @param interrupting whether work in hand may give way to it
    @Nullable
    Agent bestFor(Contact contact, boolean interrupting) {
        if (all.isEmpty()) {
            return null;
        }
        var best = new Best(contact, interrupting);
        contact.demand().group().clauses.forEach(clause -> search(clause, best));
        var last = floor.knownAgent(contact.request.preferred());
        if (last != null && all.contains(last) && best.canTake(last)) {
            best.offer(last, best.rank(last).ahead(lastAgentBonus));
        }
        return best.agent;
    }

    private void search(Clause clause, Best best) {
        var agent = floor.knownAgent(clause.agent());
        if (agent != null) {
            best.consider(agent, all);
            return;
        }
        if (clause.agent() != null) {
            return;
        }
        clause.needs().stream()
                .min(Comparator.comparingInt(this::howMany))
                .ifPresentOrElse(need -> byNeed(need, best), () -> best.search(all, 0));
    }

    private void byNeed(SkillNeed need, Best best) {
        for (var level = need.level(); level <= SkillNeed.HIGHEST; level++) {
            best.search(at(need.skill(), level), best.levelsAbove(need.skill(), level));
        }
    }

    private int howMany(SkillNeed need) {
        var sum = 0;
        for (var level = need.level(); level <= SkillNeed.HIGHEST; level++) {
            sum += at(need.skill(), level).size();
        }
        return sum;
    }

    private TreeSet<Agent> at(Skill skill, int level) {
        return byLevel.getOrDefault(new SkillNeed(skill, level), NOBODY);
    }

    private final class Best {
        private final Contact contact;
        private final boolean interrupting;
        private final long mostPreference;
        private @Nullable Rank rank;
        private @Nullable Agent agent;

        Best(Contact contact, boolean interrupting) {
            this.contact = contact;
            this.interrupting = interrupting;
            this.mostPreference = preferenceBonus * contact.plan.preferences().size();
        }

        Rank rank(Agent candidate) {
            return new Rank(
                    candidate.load(),
                    candidate.rankedSince()
                            + levelFit * candidate.levelsAbove(contact.request.needs())
                            - preferenceBonus * contact.preferencesOf(candidate),
                    candidate.id);
        }

        int levelsAbove(Skill skill, int level) {
            for (var need : contact.request.needs()) {
                if (need.skill().equals(skill)) {
                    return Math.max(0, level - need.level());
                }
            }
            return 0;
        }

        /// Candidates come in the order of their ranks, so that the first who is worse than the best, even if
        /// everything
        /// else spoke for him, ends the search.
        void search(TreeSet<Agent> candidates, int levelsAbove) {
            for (var candidate : candidates) {
                if (!interrupting && !hasFreeRoom(candidate) || !isBetter(atBest(candidate, levelsAbove))) {
                    return;
                }
                if (canTake(candidate)) {
                    offer(candidate, rank(candidate));
                }
            }
        }

        void consider(Agent candidate, TreeSet<Agent> candidates) {
            if (candidates.contains(candidate) && canTake(candidate)) {
                offer(candidate, rank(candidate));
            }
        }

        boolean canTake(Agent candidate) {
            return (interrupting || hasFreeRoom(candidate)) && candidate.canTake(contact);
        }

        private boolean hasFreeRoom(Agent candidate) {
            return candidate.load() + contact.cost() <= Rules.CAPACITY;
        }

        private Rank atBest(Agent candidate, int levelsAbove) {
            return new Rank(
                    candidate.load(), candidate.rankedSince() + levelFit * levelsAbove - mostPreference, candidate.id);
        }

        void offer(Agent candidate, Rank candidateRank) {
            if (isBetter(candidateRank)) {
                agent = candidate;
                rank = candidateRank;
            }
        }

        private boolean isBetter(Rank candidate) {
            return rank == null || candidate.compareTo(rank) < 0;
        }
    }
}
