package fr.allomairies.workspace.administration;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An agent as typed in the form or sent to the API; anything may be missing or wrong.
record AgentForm(
        @Nullable String login,
        @Nullable String name,
        @Nullable String password,
        @Nullable String role,
        @Nullable String service,
        @Nullable List<SkillLevel> skills) {

    private static final int LONGEST_NAME = 80;

    record SkillLevel(String skill, int level) {}

    /// All that is wrong, in the order of the form.
    List<InvalidField> problems(Catalogue catalogue) {
        var problems = new ArrayList<InvalidField>();
        if (!Login.valid(login)) {
            problems.add(new InvalidField(
                    "login", "login-form", "login is 1 to 40 lower-case letters, digits, dots or hyphens"));
        }
        if (name == null || name.isBlank() || name.strip().length() > LONGEST_NAME) {
            problems.add(new InvalidField("name", "name-form", "name is 1 to 80 characters"));
        }
        if (Arrays.stream(Role.values()).noneMatch(known -> known.name().equals(role))) {
            problems.add(new InvalidField("role", "role-unknown", "role is one of " + Arrays.toString(Role.values())));
        } else {
            serviceProblem(catalogue, problems);
        }
        skillProblems(catalogue, problems);
        return problems;
    }

    /// Only when there are no problems.
    Account account(boolean active) {
        var officer = Role.OFFICER.name().equals(role);
        return new Account(
                new AgentId(String.valueOf(login)),
                String.valueOf(name),
                Role.valueOf(String.valueOf(role)),
                officer ? new ServiceCode(String.valueOf(service)) : null,
                active);
    }

    List<SkillNeed> levels() {
        return given().stream()
                .map(own -> new SkillNeed(new Skill(own.skill()), own.level()))
                .toList();
    }

    /// 0 for a skill that the agent does not have.
    public int level(String skill) {
        return given().stream()
                .filter(own -> own.skill().equals(skill))
                .findFirst()
                .map(SkillLevel::level)
                .orElse(0);
    }

    private List<SkillLevel> given() {
        return skills == null ? List.of() : skills;
    }

    private void serviceProblem(Catalogue catalogue, List<InvalidField> problems) {
        var known = catalogue.services().stream().map(ServiceCode::value).toList();
        if (Role.OFFICER.name().equals(role)) {
            if (service == null || !known.contains(service)) {
                problems.add(
                        new InvalidField("service", "service-unknown", "service of an officer is one of " + known));
            }
        } else if (service != null && !service.isBlank()) {
            problems.add(new InvalidField("service", "service-of-officers-only", "only an officer has a service"));
        }
    }

    private void skillProblems(Catalogue catalogue, List<InvalidField> problems) {
        var known = skillsOf(catalogue);
        for (var own : given()) {
            if (own == null || own.skill() == null || !known.contains(own.skill())) {
                problems.add(new InvalidField("skills", "skill-unknown", "skill is one of " + known));
            } else if (own.level() < SkillNeed.LOWEST || own.level() > SkillNeed.HIGHEST) {
                problems.add(new InvalidField(
                        "skills", "level-form", "level of " + own.skill() + " is 1 to 5, was: " + own.level()));
            }
        }
    }

    static Set<String> skillsOf(Catalogue catalogue) {
        return catalogue.categories().stream()
                .map(category -> category.skill().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
