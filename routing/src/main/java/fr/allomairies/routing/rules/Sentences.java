package fr.allomairies.routing.rules;

import static fr.allomairies.routing.Phrase.said;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.routing.Phrase;
import fr.allomairies.routing.Phrase.Figure;
import fr.allomairies.routing.Phrase.Kind;
import fr.allomairies.routing.Phrase.Named;
import fr.allomairies.routing.Phrase.Paragraph;
import fr.allomairies.routing.Phrase.Time;
import fr.allomairies.routing.engine.Condition;
import fr.allomairies.routing.engine.Line;
import fr.allomairies.routing.engine.Line.Overflow;
import fr.allomairies.routing.engine.PriorityClass;
import fr.allomairies.routing.engine.Requirement;
import fr.allomairies.routing.engine.Requirement.Comparison;
import fr.allomairies.routing.engine.Requirement.Has;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rules as a supervisor would explain them to a colleague.
public final class Sentences {

    private Sentences() {}

    /// Line by line, then what holds for all.
    public static List<Paragraph> of(Rules rules) {
        var paragraphs = new ArrayList<Paragraph>();
        for (var line : rules.lines()) {
            paragraphs.add(new Paragraph(
                    said("line", new Named(Kind.LINE, line.name()), condition(line.when())), sentences(line, rules)));
        }
        paragraphs.add(new Paragraph(
                said("classes"),
                rules.classes().values().stream()
                        .sorted(Comparator.comparingInt(PriorityClass::priority).reversed())
                        .map(Sentences::sentence)
                        .toList()));
        paragraphs.add(new Paragraph(said("channels"), channels(rules)));
        paragraphs.add(new Paragraph(said("everybody"), settings(rules)));
        return paragraphs;
    }

    private static List<Phrase> sentences(Line line, Rules rules) {
        var sentences = new ArrayList<Phrase>();
        for (var step : line.steps()) {
            var who = requirement(step.requirement());
            sentences.add(step.after().isZero() ? said("step-first", who) : said("step", new Time(step.after()), who));
        }
        var priorityClass = rules.classOf(line);
        sentences.add(said("step-last", new Time(priorityClass.maximumWait())));
        line.preferences().forEach(preference -> sentences.add(said("prefer", requirement(preference))));
        line.overflows().forEach(overflow -> sentences.add(sentence(overflow)));
        sentences.add(said("in-class", new Named(Kind.PRIORITY_CLASS, line.priorityClass())));
        return sentences;
    }

    private static Phrase sentence(Overflow overflow) {
        var to = new Named(overflow.toLine() ? Kind.LINE : Kind.WAY_OUT, overflow.to());
        var after = new Time(overflow.after());
        var what = overflow.toLine() ? "share" : "overflow";
        return switch (overflow.trigger()) {
            case WAITED -> said(what, after, to);
            case NOBODY -> said(what + "-nobody", after, to);
            case CROWDED -> said(what + "-crowded", after, to, figure(overflow.ratio()));
        };
    }

    private static Phrase sentence(PriorityClass rule) {
        var score = said(
                "class",
                new Named(Kind.PRIORITY_CLASS, rule.code()),
                new Time(Duration.ofMinutes(rule.priority())),
                rate(rule.slope()),
                new Time(Duration.ofMinutes(rule.cap())));
        return rule.urgency() == 0
                ? score
                : said("class-urgent", score, rate(rule.urgency()), new Time(rule.urgentWithin()));
    }

    private static List<Phrase> channels(Rules rules) {
        var sentences = new ArrayList<Phrase>();
        rules.channels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(rule -> sentences.addAll(sentences(rule.getKey(), rule.getValue())));
        sentences.addAll(sentences(null, rules.otherChannels()));
        return sentences;
    }

    private static List<Phrase> sentences(@Nullable ChannelKind channel, ChannelRule rule) {
        var name = channel == null ? said("other-channels") : new Named(Kind.CHANNEL, channel.value());
        var sentences = new ArrayList<Phrase>();
        sentences.add(
                rule.cost() == null
                        ? said("channel-as-queued", name, figure(rule.limit()), new Time(rule.wrapUp()))
                        : said("channel", name, figure(rule.limit()), new Time(rule.wrapUp()), figure(rule.cost())));
        if (rule.interrupts()) {
            sentences.add(said("interrupts", name));
        }
        if (rule.interruptible()) {
            sentences.add(said("interruptible", name));
        }
        return sentences;
    }

    private static List<Phrase> settings(Rules rules) {
        var ranking = rules.ranking();
        return List.of(
                said("lease", new Time(rules.lease())),
                said("exclusion", new Time(rules.exclusion())),
                said("last-agent", new Time(ranking.lastAgent())),
                said("level-fit", new Time(ranking.levelFit())),
                said("preference", new Time(ranking.preference())),
                ranking.fairness() == 0 ? said("no-fairness") : said("fairness", rate(ranking.fairness())));
    }

    static Phrase requirement(Requirement requirement) {
        return switch (requirement) {
            case Has has -> skill(has);
            case Requirement.All(var parts) ->
                parts.isEmpty() ? said("any") : joined("and", parts, Sentences::requirement);
            case Requirement.Either(var parts) ->
                parts.isEmpty() ? said("nobody") : joined("or", parts, Sentences::requirement);
            case Requirement.Not(var part) -> said("not", requirement(part));
            case Requirement.Is(var agent) -> said("is", new Named(Kind.AGENT, agent.value()));
            case Requirement.Own own -> said("own-" + own.word());
        };
    }

    private static Phrase skill(Has has) {
        var skill = new Named(Kind.SKILL, has.skill().value());
        return has.comparison() == Comparison.AT_LEAST && has.level() == 1
                ? said("has", skill)
                : said("has-" + kebab(has.comparison()), skill, figure(has.level()));
    }

    static Phrase condition(Condition condition) {
        return switch (condition) {
            case Condition.Is(var attribute, var value) ->
                said("when-" + attribute.word(), new Named(Kind.valueOf(attribute.name()), value));
            case Condition.Urgent _ -> said("when-urgent");
            case Condition.All(var parts) ->
                parts.isEmpty() ? said("when-always") : joined("and", parts, Sentences::condition);
            case Condition.Either(var parts) -> joined("or", parts, Sentences::condition);
            case Condition.Not(Condition.Is(var attribute, var value)) ->
                said("when-not-" + attribute.word(), new Named(Kind.valueOf(attribute.name()), value));
            case Condition.Not(var part) -> said("when-not", condition(part));
        };
    }

    /// What is joined within what is joined stands in brackets.
    private static <T> Phrase joined(String word, List<T> parts, Function<T, Phrase> phrase) {
        return parts.stream()
                .map(phrase)
                .map(part -> isJoined(part) ? said("brackets", part) : part)
                .reduce((one, other) -> said(word, one, other))
                .orElseThrow();
    }

    private static boolean isJoined(Phrase phrase) {
        return phrase instanceof Phrase.Said said
                && (said.key().equals("and") || said.key().equals("or"));
    }

    private static String kebab(Comparison comparison) {
        return comparison.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Phrase rate(int hundredths) {
        return new Figure(Units.rate(hundredths));
    }

    private static Phrase figure(int number) {
        return new Figure(String.valueOf(number));
    }
}
