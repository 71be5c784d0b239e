package fr.allomairies.workspace.board.measures;

import fr.allomairies.contact.SkillNeed;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How evenly the work lies on agents of equal skills. Who knows more is rightly asked more, so that
/// others are not compared.
public final class Fairness {

    private Fairness() {}

    public record Member(Set<SkillNeed> skills, Workload workload) {

        public Member {
            skills = Set.copyOf(skills);
        }

        double occupancy() {
            return (double) workload.busy().toMillis() / weight();
        }

        double weight() {
            return workload.present().toMillis();
        }
    }

    /// The standard deviation of the agents' occupancies from the occupancy of those of the same skills at the same
    /// levels, each weighted by the time present: 0 where all work alike. Absent where no two have the same skills.
    public static @Nullable Double spread(Collection<Member> members) {
        var compared = groups(members);
        var weight = compared.stream()
                .flatMap(List::stream)
                .mapToDouble(Member::weight)
                .sum();
        return compared.isEmpty()
                ? null
                : Math.sqrt(compared.stream().mapToDouble(Fairness::squares).sum() / weight);
    }

    private static List<List<Member>> groups(Collection<Member> members) {
        return members.stream()
                .filter(member -> member.weight() > 0)
                .collect(Collectors.groupingBy(Member::skills))
                .values()
                .stream()
                .filter(group -> group.size() > 1)
                .toList();
    }

    private static double squares(List<Member> group) {
        var busy = group.stream()
                .mapToDouble(member -> member.occupancy() * member.weight())
                .sum();
        var mean = busy / group.stream().mapToDouble(Member::weight).sum();
        return group.stream()
                .mapToDouble(member -> member.weight() * Math.pow(member.occupancy() - mean, 2))
                .sum();
    }
}
