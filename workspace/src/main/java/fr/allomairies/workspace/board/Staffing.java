package fr.allomairies.workspace.board;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing;
import fr.allomairies.workspace.board.BoardState.Why;
import fr.allomairies.workspace.board.measures.AgentTimes.Standing;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Who could take what: the states of the log beside the skills of the routing.
record Staffing(List<Member> signedIn) {

    record Member(AgentState state, List<SkillNeed> skills) {

        boolean has(SkillNeed need) {
            return skills.stream().anyMatch(own -> own.skill().equals(need.skill()) && own.level() >= need.level());
        }
    }

    @Component
    static class Source {

        private final Routing routing;

        Source(Routing routing) {
            this.routing = routing;
        }

        Staffing of(Collection<Standing> standings) {
            var skills = new HashMap<AgentId, List<SkillNeed>>();
            routing.snapshot().agents().forEach(agent -> skills.put(agent.agent(), agent.skills()));
            return Staffing.of(standings, skills);
        }
    }

    static Staffing of(Collection<Standing> standings, Map<AgentId, List<SkillNeed>> skills) {
        return new Staffing(standings.stream()
                .filter(standing -> standing.state() != AgentState.OFFLINE)
                .map(standing -> new Member(standing.state(), skills.getOrDefault(standing.agent(), List.of())))
                .toList());
    }

    /// @param available of those signed in, who could take something now
    record Hands(int available, int signedIn) {

        private static final Hands NONE = new Hands(0, 0);

        private Hands with(Member member) {
            return new Hands(available + (member.state() == AgentState.AVAILABLE ? 1 : 0), signedIn + 1);
        }
    }

    /// Who has which skill, at whatever level; by skill.
    SortedMap<Skill, Hands> hands() {
        var hands = new TreeMap<Skill, Hands>();
        for (var member : signedIn) {
            for (var own : member.skills()) {
                hands.put(
                        own.skill(), hands.getOrDefault(own.skill(), Hands.NONE).with(member));
            }
        }
        return hands;
    }

    Why why(List<SkillNeed> needs) {
        var able = signedIn.stream()
                .filter(member -> needs.stream().allMatch(member::has))
                .map(Member::state)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(AgentState.class)));
        if (able.isEmpty()) {
            return Why.NOBODY;
        }
        if (able.contains(AgentState.AVAILABLE)) {
            return Why.NEXT;
        }
        return able.equals(EnumSet.of(AgentState.PAUSED)) ? Why.ALL_PAUSED : Why.ALL_BUSY;
    }
}
