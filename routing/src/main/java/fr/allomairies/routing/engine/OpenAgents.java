package fr.allomairies.routing.engine;

import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Agents to whom something may be offered, by skill and level, each set in the order of the ranks. To find the best
/// agent for a contact is to look at the first of each level that is high enough.
final class OpenAgents {

    private final Floor floor;
    private final long levelFit;
    private final long preferenceBonus;
    private final long lastAgentBonus;

    /// By their [Agent#number].
    private final BitSet members = new BitSet();

    private final TreeSet<Agent> all = new TreeSet<>(Agent.BY_RANK);

    /// One set for each level, the lowest first.
    private final Map<Skill, List<TreeSet<Agent>>> bySkill = new HashMap<>();

    OpenAgents(Floor floor, Rules rules) {
        this.floor = floor;
        this.levelFit = Pace.micros(rules.ranking().levelFit());
        this.preferenceBonus = Pace.micros(rules.ranking().preference());
        this.lastAgentBonus = Pace.micros(rules.ranking().lastAgent());
    }

    /// Only who is signed in.
    void add(Agent agent) {
        members.set(agent.number);
        all.add(agent);
        agent.skills().forEach(own -> at(own.skill(), own.level()).add(agent));
    }

    void remove(Agent agent) {
        if (has(agent)) {
            members.clear(agent.number);
            all.remove(agent);
            agent.skills().forEach(own -> at(own.skill(), own.level()).remove(agent));
        }
    }

    private boolean has(Agent agent) {
        return agent.number >= 0 && members.get(agent.number);
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
        searchAll(contact, Clause.EVERYBODY, best, 0);
        searchPreferred(contact, best);
        var last = floor.knownAgent(contact.request.preferred());
        if (last != null && has(last) && best.canTake(last)) {
            best.offer(last, best.rank(last).ahead(lastAgentBonus));
        }
        return best.agent;
    }

    /// Those who satisfy a preference are looked for by it, so that the others need not be looked at for a bonus that
    /// they have not.
    private void searchPreferred(Contact contact, Best best) {
        for (var preference : contact.preferences) {
            for (var clause : preference.clauses) {
                searchAll(contact, clause, best, preferenceBonus * contact.preferences.length);
            }
        }
    }

    /// @param and what else they satisfy
    /// @param bonus the most that those looked for can have for preferences
    private void searchAll(Contact contact, Clause and, Best best, long bonus) {
        for (var clause : contact.demand().group.clauses) {
            var wanted = clause.agent() == null ? and.agent() : clause.agent();
            if (wanted == null) {
                search(rarer(rarest(clause), rarest(and)), best, bonus);
            } else if (floor.knownAgent(wanted) instanceof Agent agent && has(agent) && best.canTake(agent)) {
                best.offer(agent, best.rank(agent));
            }
        }
    }

    private void search(@Nullable SkillNeed need, Best best, long bonus) {
        if (need == null) {
            best.search(all, -bonus);
            return;
        }
        for (var level = need.level(); level <= SkillNeed.HIGHEST; level++) {
            best.search(at(need.skill(), level), levelFit * best.levelsAbove(need.skill(), level) - bonus);
        }
    }

    private @Nullable SkillNeed rarest(Clause clause) {
        SkillNeed rarest = null;
        for (var need : clause.needs()) {
            rarest = rarer(rarest, need);
        }
        return rarest;
    }

    private @Nullable SkillNeed rarer(@Nullable SkillNeed one, @Nullable SkillNeed other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return howMany(other) < howMany(one) ? other : one;
    }

    private int howMany(SkillNeed need) {
        var sum = 0;
        for (var level = need.level(); level <= SkillNeed.HIGHEST; level++) {
            sum += at(need.skill(), level).size();
        }
        return sum;
    }

    private TreeSet<Agent> at(Skill skill, int level) {
        return bySkill.computeIfAbsent(skill, _ -> levels()).get(level - SkillNeed.LOWEST);
    }

    private static List<TreeSet<Agent>> levels() {
        return Stream.generate(() -> new TreeSet<>(Agent.BY_RANK))
                .limit(SkillNeed.HIGHEST - SkillNeed.LOWEST + 1)
                .toList();
    }

    private final class Best {
        private final Contact contact;
        private final boolean interrupting;
        private @Nullable Rank rank;
        private @Nullable Agent agent;

        Best(Contact contact, boolean interrupting) {
            this.contact = contact;
            this.interrupting = interrupting;
        }

        Rank rank(Agent candidate) {
            return new Rank(
                    candidate.load(),
                    candidate.rankedSince()
                            + levelFit * candidate.levelsAbove(contact.needs)
                            - preferenceBonus * contact.preferencesOf(candidate),
                    candidate.id);
        }

        int levelsAbove(Skill skill, int level) {
            for (var need : contact.needs.all) {
                if (need.skill().equals(skill)) {
                    return Math.max(0, level - need.level());
                }
            }
            return 0;
        }

        /// Candidates come in the order of their ranks, so that the first who is worse than the best, even if
        /// everything else spoke for him, ends the search.
        ///
        /// @param least what all of them count as less idle at the least
        void search(TreeSet<Agent> candidates, long least) {
            for (var candidate : candidates) {
                if (!interrupting && !hasFreeRoom(candidate) || !isBetter(atBest(candidate, least))) {
                    return;
                }
                if (canTake(candidate)) {
                    offer(candidate, rank(candidate));
                }
            }
        }

        boolean canTake(Agent candidate) {
            return (interrupting || hasFreeRoom(candidate)) && candidate.canTake(contact);
        }

        private boolean hasFreeRoom(Agent candidate) {
            return candidate.load() + contact.cost() <= Rules.CAPACITY;
        }

        private Rank atBest(Agent candidate, long least) {
            return new Rank(candidate.load(), candidate.rankedSince() + least, candidate.id);
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
