package fr.allomairies.routing.engine;

import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The agents to whom something may be offered, by skill and level, each set in the order of the ranks. To find the
/// best
/// agent for a contact is to look at the first of each level that is high enough.
final class FreeAgents {

    private final Rules rules;
    private final TreeSet<Agent> all = new TreeSet<>(Agent.BY_RANK);
    private final Map<SkillNeed, TreeSet<Agent>> byLevel = new HashMap<>();

    FreeAgents(Rules rules) {
        this.rules = rules;
    }

    void add(Agent agent) {
        all.add(agent);
        agent.levels().forEach((skill, level) -> at(skill, level).add(agent));
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

    /// The best rank among those who can take the contact; the agent `preferred`, if there is one, with the bonus.
    @Nullable
    Agent bestFor(Contact contact, @Nullable Agent preferred) {
        var best = new Best(contact);
        var rarest = contact.demand().needs().stream().min(Comparator.comparingInt(this::howMany));
        rarest.ifPresentOrElse(need -> byNeed(need, best), () -> best.search(all, 0));
        if (preferred != null && all.contains(preferred) && preferred.canTake(contact, rules)) {
            best.offer(preferred, best.rank(preferred).ahead(rules.preferredBonus()));
        }
        return best.agent;
    }

    private void byNeed(SkillNeed need, Best best) {
        for (var level = need.level(); level <= SkillNeed.HIGHEST; level++) {
            best.search(at(need.skill(), level), level - need.level());
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
        return byLevel.computeIfAbsent(new SkillNeed(skill, level), _ -> new TreeSet<>(Agent.BY_RANK));
    }

    private final class Best {
        private final Contact contact;
        private @Nullable Rank rank;
        private @Nullable Agent agent;

        Best(Contact contact) {
            this.contact = contact;
        }

        Rank rank(Agent candidate) {
            return Rank.of(candidate, candidate.levelsAbove(contact.demand()), rules);
        }

        /// Candidates come in the order of their ranks, so that the first who is too loaded, or worse than the best
        /// even
        /// if the other skills fitted exactly, ends the search.
        void search(TreeSet<Agent> candidates, int levelsAbove) {
            for (var candidate : candidates) {
                if (candidate.load() + contact.demand().cost() > Rules.CAPACITY
                        || !isBetter(Rank.of(candidate, levelsAbove, rules))) {
                    return;
                }
                if (candidate.canTake(contact, rules)) {
                    offer(candidate, rank(candidate));
                }
            }
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
