package fr.allomairies.routing.rules;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.engine.Condition;
import fr.allomairies.routing.engine.Condition.Attribute;
import fr.allomairies.routing.engine.Requirement;
import fr.allomairies.routing.engine.Requirement.Comparison;
import fr.allomairies.routing.engine.Requirement.Own;
import fr.allomairies.routing.rules.Mention.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is asked of agents, and which contacts a line is for. `not` binds closer than `and`, and `and` than `or`.
final class Expressions {

    static final Map<String, Own> OWN =
            Stream.of(Own.values()).collect(Collectors.toMap(Own::word, Function.identity()));
    /// Words that mean something else than a skill of that code.
    static final List<String> RESERVED = Stream.concat(
                    OWN.keySet().stream(), Stream.of("any", "nobody", "agent", "and", "or", "not", "after"))
            .sorted()
            .toList();

    private static final int DEEPEST = 20;
    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9.-]{0,39}");
    private static final Pattern CATEGORY = Pattern.compile("[a-z][a-z-]*([.][a-z][a-z-]*)?");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}");
    private static final Pattern COMMUNE = Pattern.compile("[0-9][0-9AB][0-9]{3}");
    private static final Pattern NUMBER = Pattern.compile("[+]?[0-9]{2,15}");
    private static final Map<String, Comparison> SIGNS =
            Stream.of(Comparison.values()).collect(Collectors.toMap(Comparison::sign, Function.identity()));
    private static final Map<String, Attribute> ATTRIBUTES =
            Stream.of(Attribute.values()).collect(Collectors.toMap(Attribute::word, Function.identity()));

    private final Words words;
    private int depth;

    Expressions(Words words) {
        this.words = words;
    }

    Requirement requirement() throws Misread {
        return new Grammar<Requirement>(
                        this::asked, Requirement.All::new, Requirement.Either::new, Requirement.Not::new)
                .expression();
    }

    Condition condition() throws Misread {
        return new Grammar<Condition>(this::told, Condition.All::new, Condition.Either::new, Condition.Not::new)
                .expression();
    }

    private Requirement asked() throws Misread {
        if (words.accept("any")) {
            return Requirement.ANY;
        }
        if (words.accept("nobody")) {
            return Requirement.NOBODY;
        }
        if (words.accept("agent")) {
            return new Requirement.Is(new AgentId(words.mentioned(Kind.AGENT, LOGIN, "expected-login")));
        }
        for (var own : OWN.entrySet()) {
            if (words.accept(own.getKey())) {
                return own.getValue();
            }
        }
        return skill();
    }

    private Requirement skill() throws Misread {
        if (RESERVED.stream().anyMatch(words::isNext)) {
            throw words.misread("expected-requirement").asIs();
        }
        var skill = new Skill(words.mentioned(Kind.SKILL, Words.CODE, "expected-requirement"));
        for (var sign : SIGNS.entrySet()) {
            if (words.accept(sign.getKey())) {
                var level = words.whole(SkillNeed.LOWEST, SkillNeed.HIGHEST);
                return new Requirement.Has(skill, sign.getValue(), level);
            }
        }
        return new Requirement.Has(skill, Comparison.AT_LEAST, SkillNeed.LOWEST);
    }

    private Condition told() throws Misread {
        if (words.accept("always")) {
            return Condition.ALWAYS;
        }
        if (words.accept("urgent")) {
            return new Condition.Urgent();
        }
        for (var attribute : ATTRIBUTES.entrySet()) {
            if (words.accept(attribute.getKey())) {
                return compared(attribute.getValue());
            }
        }
        throw words.misread("expected-condition")
                .near(Stream.concat(ATTRIBUTES.keySet().stream(), Stream.of("always", "urgent", "not"))
                        .toList());
    }

    private Condition compared(Attribute attribute) throws Misread {
        var differs = words.accept("!=");
        if (!differs) {
            words.expect("=");
        }
        var is = new Condition.Is(attribute, value(attribute));
        return differs ? new Condition.Not(is) : is;
    }

    private String value(Attribute attribute) throws Misread {
        return switch (attribute) {
            case CHANNEL -> words.mentioned(Kind.CHANNEL, StatementReader.CHANNEL, "expected-channel");
            case CATEGORY -> words.mentioned(Kind.CATEGORY, CATEGORY, "expected-category");
            case LANGUAGE -> words.code(LANGUAGE, "expected-language");
            case COMMUNE -> words.code(COMMUNE, "expected-commune");
            case NUMBER -> words.mentioned(Kind.NUMBER, NUMBER, "expected-number-called");
        };
    }

    private interface Reader<T> {

        T read() throws Misread;
    }

    /// The same for both: only what stands at the leaves differs.
    private final class Grammar<T> {

        private final Reader<T> leaf;
        private final Function<List<T>, T> and;
        private final Function<List<T>, T> or;
        private final Function<T, T> not;

        Grammar(Reader<T> leaf, Function<List<T>, T> and, Function<List<T>, T> or, Function<T, T> not) {
            this.leaf = leaf;
            this.and = and;
            this.or = or;
            this.not = not;
        }

        T expression() throws Misread {
            return joined("or", or, () -> joined("and", and, this::negated));
        }

        private T joined(String word, Function<List<T>, T> together, Reader<T> part) throws Misread {
            var parts = new ArrayList<T>(List.of(part.read()));
            while (words.accept(word)) {
                parts.add(part.read());
            }
            return parts.size() == 1 ? parts.getFirst() : together.apply(parts);
        }

        private T negated() throws Misread {
            if (++depth > DEEPEST) {
                throw words.misread("too-deep", DEEPEST).asIs();
            }
            T read;
            if (words.accept("not")) {
                read = not.apply(negated());
            } else if (words.accept("(")) {
                read = expression();
                words.expect(")");
            } else {
                read = leaf.read();
            }
            depth--;
            return read;
        }
    }
}
