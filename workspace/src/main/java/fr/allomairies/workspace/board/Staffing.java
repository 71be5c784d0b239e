package fr.allomairies.workspace.board;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing;
import fr.allomairies.workspace.board.BoardState.Why;
import fr.allomairies.workspace.board.measures.AgentTimes.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
            var members = new ArrayList<Member>();
            for (var standing : standings) {
                if (standing.state() != AgentState.OFFLINE) {
                    members.add(new Member(standing.state(), skills.getOrDefault(standing.agent(), List.of())));
                }
            }
            return new Staffing(members);
        }
    }

    Set<Skill> skills() {
        var skills = new TreeSet<Skill>();
        signedIn.forEach(member -> member.skills().forEach(own -> skills.add(own.skill())));
        return skills;
    }

    int available(Skill skill) {
        return (int) with(List.of(new SkillNeed(skill, SkillNeed.LOWEST))).stream()
                .filter(member -> member.state() == AgentState.AVAILABLE)
                .count();
    }

    int signedIn(Skill skill) {
        return with(List.of(new SkillNeed(skill, SkillNeed.LOWEST))).size();
    }

    Why why(List<SkillNeed> needs) {
        var able = with(needs);
        if (able.isEmpty()) {
            return Why.NOBODY;
        }
        if (able.stream().anyMatch(member -> member.state() == AgentState.AVAILABLE)) {
            return Why.NEXT;
        }
        return able.stream().allMatch(member -> member.state() == AgentState.PAUSED) ? Why.ALL_PAUSED : Why.ALL_BUSY;
    }

    private List<Member> with(List<SkillNeed> needs) {
        return signedIn.stream()
                .filter(member -> needs.stream().allMatch(member::has))
                .toList();
    }
}
