package fr.allomairies.routing.rules;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.routing.Finding;
import fr.allomairies.routing.engine.Condition;
import fr.allomairies.routing.engine.PriorityClass;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import fr.allomairies.routing.engine.Rules.Ranking;
import fr.allomairies.routing.rules.Statement.Placed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes rules of statements, or says what is missing, said twice or out of place.
final class Assembly {

    private final int lastLine;
    private final List<Finding> findings;
    private final Map<Setting, Duration> times = new EnumMap<>(Setting.class);
    private final Map<ChannelKind, ChannelRule> channels = new TreeMap<>();
    private final Map<String, PriorityClass> classes = new LinkedHashMap<>();
    private final List<Block> blocks = new ArrayList<>();
    private final Map<String, Integer> said = new HashMap<>();
    private final Map<ChannelKind, Integer> channelPlaces = new TreeMap<>();
    private final Map<String, Integer> classPlaces = new HashMap<>();
    private @Nullable Integer fairness;
    private @Nullable ChannelRule otherChannels;

    /// @param findings of the reading, to which those found here are added
    Assembly(int lastLine, List<Finding> findings) {
        this.lastLine = Math.max(1, lastLine);
        this.findings = findings;
    }

    /// What is missing is not looked for while lines cannot be read: it may stand in them.
    RulesText of(List<Placed> statements, List<Mention> mentions) {
        var readable = findings.isEmpty();
        statements.forEach(this::take);
        if (readable) {
            mentions.forEach(this::checkIsThere);
            checkSettings();
            checkLines();
        }
        var places = new Places(
                channelPlaces, classPlaces, blocks.stream().map(Block::place).toList());
        return new RulesText(List.copyOf(findings), findings.isEmpty() ? rules() : null, places, List.copyOf(mentions));
    }

    private void take(Placed placed) {
        var number = placed.number();
        switch (placed.statement()) {
            case Statement.Time(var setting, var value) -> {
                once(number, setting.word());
                times.put(setting, value);
            }
            case Statement.Fairness(var hundredths) -> {
                once(number, "fairness");
                fairness = hundredths;
            }
            case Statement.Channel(var channel, var rule) -> take(number, channel, rule);
            case Statement.Class(var rule) -> {
                once(number, "class " + rule.code());
                classes.put(rule.code(), rule);
                classPlaces.put(rule.code(), number);
            }
            case Statement.Head head -> {
                once(number, "line " + head.name());
                blocks.add(new Block(number, head));
            }
            case Statement.Step(var step) -> inLine(number).add(number, step);
            case Statement.Prefer(var requirement) -> inLine(number).add(number, requirement);
            case Statement.WayOut(var overflow) -> inLine(number).add(number, overflow);
        }
    }

    private void take(int number, @Nullable ChannelKind channel, ChannelRule rule) {
        once(number, "channel " + (channel == null ? StatementReader.OTHER : channel));
        if (channel == null) {
            otherChannels = rule;
        } else {
            channels.put(channel, rule);
            channelPlaces.put(channel, number);
        }
    }

    private void once(int number, String what) {
        var before = said.putIfAbsent(what, number);
        if (before != null) {
            findings.add(Finding.refusal(number, 1, "said-before", what, before));
        }
    }

    /// What belongs to a line and stands outside is taken for a line that is not kept.
    private Block inLine(int number) {
        if (blocks.isEmpty()) {
            findings.add(Finding.refusal(number, 1, "outside-line"));
            return new Block(number, new Statement.Head("", Condition.ALWAYS, ""));
        }
        return blocks.getLast();
    }

    /// What the text itself must say somewhere.
    private void checkIsThere(Mention mention) {
        if (mention.kind() == Mention.Kind.PRIORITY_CLASS) {
            checkIsAmong(classes.keySet(), mention, "unknown-class");
        } else if (mention.kind() == Mention.Kind.LINE) {
            checkIsAmong(blocks.stream().map(block -> block.head.name()).toList(), mention, "unknown-line");
        }
    }

    private void checkIsAmong(Collection<String> known, Mention mention, String code) {
        if (!known.contains(mention.code())) {
            findings.add(Finding.refusal(mention.line(), mention.column(), code, mention.code())
                    .suggesting(Nearest.to(mention.code(), known)));
        }
    }

    private void checkSettings() {
        for (var setting : Setting.values()) {
            if (!times.containsKey(setting)) {
                findings.add(missing(setting.word()));
            }
        }
        if (fairness == null) {
            findings.add(missing("fairness"));
        }
        if (otherChannels == null) {
            findings.add(missing("channel " + StatementReader.OTHER));
        }
    }

    private Finding missing(String what) {
        return Finding.refusal(lastLine, 1, "missing", what);
    }

    private void checkLines() {
        for (var block : blocks) {
            if (block.steps.isEmpty() || !block.steps.getFirst().after().isZero()) {
                findings.add(Finding.refusal(block.number, 1, "no-first-step", block.head.name()));
            }
        }
        if (blocks.isEmpty()) {
            findings.add(Finding.refusal(lastLine, 1, "no-line"));
        } else if (!blocks.getLast().head.when().equals(Condition.ALWAYS)) {
            findings.add(Finding.refusal(
                    blocks.getLast().number,
                    1,
                    "last-line-not-always",
                    blocks.getLast().head.name()));
        }
    }

    private Rules rules() {
        return new Rules(
                time(Setting.LEASE),
                time(Setting.EXCLUSION),
                new Ranking(
                        time(Setting.LAST_AGENT),
                        time(Setting.LEVEL_FIT),
                        time(Setting.PREFERENCE),
                        Objects.requireNonNull(fairness)),
                channels,
                Objects.requireNonNull(otherChannels),
                classes,
                blocks.stream().map(Block::line).toList());
    }

    private Duration time(Setting setting) {
        return Objects.requireNonNull(times.get(setting));
    }
}
