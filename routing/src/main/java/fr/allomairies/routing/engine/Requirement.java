package fr.allomairies.routing.engine;

import static java.util.stream.Collectors.joining;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What must be true of an agent. Its text is the one in which a supervisor writes it.
public sealed interface Requirement {

    /// True of everybody.
    Requirement ANY = new All(List.of());

    /// True of nobody.
    Requirement NOBODY = new Either(List.of());

    /// Holds only for an agent who has the skill at all: no skill is not level 0.
    record Has(Skill skill, Comparison comparison, int level) implements Requirement {}

    record All(List<Requirement> parts) implements Requirement {

        public All {
            parts = List.copyOf(parts);
        }
    }

    record Either(List<Requirement> parts) implements Requirement {

        public Either {
            parts = List.copyOf(parts);
        }
    }

    record Not(Requirement part) implements Requirement {}

    record Is(AgentId agent) implements Requirement {}

    /// What the contact itself brings; gone once [#resolvedFor] has filled it in.
    enum Own implements Requirement {
        NEEDS("needs"),
        NEEDS_AT_ANY_LEVEL("needs-at-any-level"),
        LANGUAGE("language"),
        COMMUNE("commune"),
        LAST_AGENT("last-agent");

        private final String word;

        Own(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    enum Comparison {
        AT_LEAST(">="),
        MORE_THAN(">"),
        EXACTLY("="),
        AT_MOST("<="),
        LESS_THAN("<");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }

        boolean holds(int level, int than) {
            return switch (this) {
                case AT_LEAST -> level >= than;
                case MORE_THAN -> level > than;
                case EXACTLY -> level == than;
                case AT_MOST -> level <= than;
                case LESS_THAN -> level < than;
            };
        }

        int least(int than) {
            return switch (this) {
                case AT_LEAST, EXACTLY -> than;
                case MORE_THAN -> than + 1;
                case AT_MOST, LESS_THAN -> SkillNeed.LOWEST;
            };
        }
    }

    static Requirement of(SkillNeed need) {
        return new Has(need.skill(), Comparison.AT_LEAST, need.level());
    }

    static Requirement all(List<SkillNeed> needs) {
        return needs.size() == 1
                ? of(needs.getFirst())
                : new All(needs.stream().map(Requirement::of).toList());
    }

    /// Whoever satisfies one of them.
    static Requirement either(Requirement one, Requirement other) {
        if (one.equals(other) || one.equals(ANY) || other.equals(NOBODY)) {
            return one;
        }
        return other.equals(ANY) || one.equals(NOBODY) ? other : new Either(List.of(one, other));
    }

    /// @param levels what the agent has
    default boolean suits(AgentId agent, Map<Skill, Integer> levels) {
        return switch (this) {
            case Has(var skill, var comparison, var level) -> {
                var own = levels.get(skill);
                yield own != null && comparison.holds(own, level);
            }
            case All(var parts) -> {
                for (var part : parts) {
                    if (!part.suits(agent, levels)) {
                        yield false;
                    }
                }
                yield true;
            }
            case Either(var parts) -> {
                for (var part : parts) {
                    if (part.suits(agent, levels)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Not(var part) -> !part.suits(agent, levels);
            case Is(var wanted) -> wanted.equals(agent);
            case Own own -> throw new IllegalStateException(own.word() + " was not filled in");
        };
    }

    /// With what the contact brings in place of the words for it.
    default Requirement resolvedFor(Request request) {
        return switch (this) {
            case Has has -> has;
            case Is is -> is;
            case Not(var part) -> new Not(part.resolvedFor(request));
            case All(var parts) -> all(request, parts);
            case Either(var parts) ->
                new Either(parts.stream().map(part -> part.resolvedFor(request)).toList());
            case Own own -> request.own(own);
        };
    }

    private static Requirement all(Request request, List<Requirement> parts) {
        var flat = new ArrayList<Requirement>();
        for (var part : parts) {
            var resolved = part.resolvedFor(request);
            if (resolved instanceof All(var inner)) {
                flat.addAll(inner);
            } else {
                flat.add(resolved);
            }
        }
        return flat.size() == 1 ? flat.getFirst() : new All(flat);
    }

    /// Whoever suits satisfies one of these in full; the reverse need not be true. They are what is looked up.
    default List<Clause> clauses() {
        return switch (this) {
            case Has(var skill, var comparison, var level) ->
                List.of(Clause.of(new SkillNeed(
                        skill, Math.clamp(comparison.least(level), SkillNeed.LOWEST, SkillNeed.HIGHEST))));
            case All(var parts) ->
                parts.stream().map(Requirement::clauses).reduce(List.of(Clause.EVERYBODY), Clause::both);
            case Either(var parts) ->
                parts.stream().flatMap(part -> part.clauses().stream()).toList();
            case Is(var agent) -> List.of(Clause.of(agent));
            case Not _, Own _ -> List.of(Clause.EVERYBODY);
        };
    }

    /// Whether the contact brings a part of it.
    default boolean asksFor(Own own) {
        return switch (this) {
            case All(var parts) -> parts.stream().anyMatch(part -> part.asksFor(own));
            case Either(var parts) -> parts.stream().anyMatch(part -> part.asksFor(own));
            case Not(var part) -> part.asksFor(own);
            case Own word -> word == own;
            case Has _, Is _ -> false;
        };
    }

    /// Whether its [#clauses] say all of it, so that the reverse is true as well.
    default boolean isExact() {
        return switch (this) {
            case Has has -> has.comparison() == Comparison.AT_LEAST;
            case All(var parts) -> parts.stream().allMatch(Requirement::isExact);
            case Either(var parts) -> parts.stream().allMatch(Requirement::isExact);
            case Is _ -> true;
            case Not _, Own _ -> false;
        };
    }

    /// As a supervisor would write it.
    default String text() {
        return switch (this) {
            case Has(var skill, var comparison, var level) ->
                comparison == Comparison.AT_LEAST && level == SkillNeed.LOWEST
                        ? skill.value()
                        : skill + " " + comparison.sign() + " " + level;
            case All(var parts) -> parts.isEmpty() ? "any" : joined(parts, " and ");
            case Either(var parts) -> parts.isEmpty() ? "nobody" : joined(parts, " or ");
            case Not(var part) -> "not " + inner(part);
            case Is(var agent) -> "agent " + agent;
            case Own own -> own.word();
        };
    }

    private static String joined(List<Requirement> parts, String word) {
        return parts.stream().map(Requirement::inner).collect(joining(word));
    }

    private static String inner(Requirement part) {
        var compound = part instanceof All(var parts) && parts.size() > 1
                || part instanceof Either(var others) && others.size() > 1;
        return compound ? "(" + part.text() + ")" : part.text();
    }
}
