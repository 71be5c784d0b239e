package fr.allomairies.routing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.Skill;
import fr.allomairies.routing.Finding;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.engine.Condition;
import fr.allomairies.routing.engine.Condition.Attribute;
import fr.allomairies.routing.engine.Line;
import fr.allomairies.routing.engine.Line.Overflow;
import fr.allomairies.routing.engine.Line.Trigger;
import fr.allomairies.routing.engine.PriorityClass;
import fr.allomairies.routing.engine.RelaxStep;
import fr.allomairies.routing.engine.Requirement;
import fr.allomairies.routing.engine.Requirement.All;
import fr.allomairies.routing.engine.Requirement.Comparison;
import fr.allomairies.routing.engine.Requirement.Either;
import fr.allomairies.routing.engine.Requirement.Has;
import fr.allomairies.routing.engine.Requirement.Is;
import fr.allomairies.routing.engine.Requirement.Not;
import fr.allomairies.routing.engine.Requirement.Own;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import fr.allomairies.routing.engine.Rules.Ranking;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTextTest {

    private static final Requirement LIGHTING = has("lighting", Comparison.AT_LEAST, 1);
    private static final Requirement WASTE = has("waste", Comparison.AT_LEAST, 1);

    @Test
    void readsWhatTheProductShips() {
        var rules = Shipped.rules();

        assertThat(rules.lease()).isEqualTo(Duration.ofSeconds(20));
        assertThat(rules.exclusion()).isEqualTo(Duration.ofMinutes(1));
        assertThat(rules.ranking())
                .isEqualTo(new Ranking(Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofMinutes(2), 0));
        assertThat(rules.of(ChannelKind.VOICE)).isEqualTo(new ChannelRule(100, 1, Duration.ofMinutes(2), true, false));
        assertThat(rules.of(new ChannelKind("video")))
                .isEqualTo(new ChannelRule(null, 3, Duration.ofMinutes(5), false, false));
        assertThat(rules.classes().get("written"))
                .isEqualTo(new PriorityClass("written", 5, 0, 10, 10, Duration.ofHours(4), Duration.ofDays(2)));
        assertThat(rules.lines())
                .extracting(line -> line.name())
                .containsExactly("emergency", "calls", "relay", "chats", "other");
        assertThat(rules.lines().get(1).steps())
                .containsExactly(
                        new RelaxStep(Duration.ZERO, new All(List.of(Own.NEEDS, Own.LANGUAGE))),
                        new RelaxStep(Duration.ofMinutes(1), new All(List.of(Own.NEEDS_AT_ANY_LEVEL, Own.LANGUAGE))));
        assertThat(rules.lines().get(1).preferences()).containsExactly(Own.COMMUNE);
        assertThat(rules.lines())
                .extracting(Line::overflows)
                .containsExactly(
                        List.of(),
                        List.of(new Overflow(Duration.ofMinutes(3), Trigger.NOBODY, 0, "voicemail")),
                        List.of(new Overflow(Duration.ofMinutes(3), Trigger.NOBODY, 0, "voicemail")),
                        List.of(),
                        List.of());
    }

    @Test
    void shipsATextInItsForm() {
        assertThat(Print.tidy(Shipped.TEXT)).isEqualTo(Shipped.TEXT);
    }

    @Test
    void readsExpressionsAsTheyBind() {
        assertThat(step("lighting")).isEqualTo(LIGHTING);
        assertThat(step("lighting >= 3")).isEqualTo(has("lighting", Comparison.AT_LEAST, 3));
        assertThat(step("lighting<2")).isEqualTo(has("lighting", Comparison.LESS_THAN, 2));
        assertThat(step("any")).isEqualTo(Requirement.ANY);
        assertThat(step("nobody")).isEqualTo(Requirement.NOBODY);
        assertThat(step("agent jean-luc.martin")).isEqualTo(new Is(new AgentId("jean-luc.martin")));
        assertThat(step("lighting and not waste or last-agent"))
                .isEqualTo(new Either(List.of(new All(List.of(LIGHTING, new Not(WASTE))), Own.LAST_AGENT)));
        assertThat(step("lighting and (waste or needs)"))
                .isEqualTo(new All(List.of(LIGHTING, new Either(List.of(WASTE, Own.NEEDS)))));
        assertThat(step("((lighting))")).isEqualTo(LIGHTING);
    }

    @Test
    void readsConditionsAsTheyBind() {
        var voice = new Condition.Is(Attribute.CHANNEL, "voice");
        var nice = new Condition.Is(Attribute.COMMUNE, "06088");

        assertThat(condition("channel = voice")).isEqualTo(voice);
        assertThat(condition("channel != voice")).isEqualTo(new Condition.Not(voice));
        assertThat(condition("urgent and not channel = voice"))
                .isEqualTo(new Condition.All(List.of(new Condition.Urgent(), new Condition.Not(voice))));
        assertThat(condition("category = lighting.lamp-out or language = en and commune = 06088"))
                .isEqualTo(new Condition.Either(List.of(
                        new Condition.Is(Attribute.CATEGORY, "lighting.lamp-out"),
                        new Condition.All(List.of(new Condition.Is(Attribute.LANGUAGE, "en"), nice)))));
    }

    @Test
    void readsAllTriggersOfAWayOut() {
        var text = Shipped.TEXT.replace("  prefer commune\n  overflow voicemail after 3m if nobody\n", """
                  overflow voicemail after 15m
                  overflow callback after 2m if nobody
                  overflow callback after 3m if waiting-per-agent > 4
                """);

        assertThat(Objects.requireNonNull(RulesText.read(text).rules())
                        .lines()
                        .get(1)
                        .overflows())
                .containsExactly(
                        new Overflow(Duration.ofMinutes(15), Trigger.WAITED, 0, "voicemail"),
                        new Overflow(Duration.ofMinutes(2), Trigger.NOBODY, 0, "callback"),
                        new Overflow(Duration.ofMinutes(3), Trigger.CROWDED, 4, "callback"));
    }

    /// Where it stands, what is wrong, and what may have been meant.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            laese 20s                            | 1  | unknown-statement    | lease
            lease 20                             | 7  | expected-time        |
            lease                                | 6  | expected-time        |
            lease 10m                            | 7  | out-of-range         |
            lease 20s 30s                        | 11 | too-much             |
            fairness 2                           | 10 | out-of-range         |
            fairness many                        | 10 | expected-number      |
            channel Voice limit 1 wrap-up 1m     | 9  | expected-channel     |
            channel voice limits 1 wrap-up 1m    | 15 | expected-one-of      | limit
            channel voice limit 0 wrap-up 1m     | 21 | out-of-range         |
            channel voice limit 1 limit 2        | 23 | said-twice           |
            channel voice limit 1                | 22 | lacks                |
            channel voice limit x                | 21 | expected-whole-number|
            class a priority 0 slope 1 cap 1m    | 34 | class-without-max-wait |
            class a priority 0 slope 1 cap 90s   | 32 | whole-minutes        |
            class a urgency 1 for 2h             | 19 | expected-word        |
            line a if urgent class b             | 8  | expected-word        |
            line a when chanel = voice class b   | 13 | expected-condition   | channel
            line a when channel is voice class b | 21 | expected-word        |
            line a when commune = Nice class b   | 23 | expected-commune     |
            line a when number = water class b   | 22 | expected-number-called |
            line a when language = french class b| 24 | expected-language    |
            line a when always clas b            | 20 | expected-word        | class
            line a when always                   | 19 | expected-word        |
            step after soon any                  | 12 | expected-time        |
            step                                 | 5  | expected-requirement |
            step lighting >= 9                   | 18 | out-of-range         |
            step lighting and                    | 18 | expected-requirement |
            step and                             | 6  | expected-requirement |
            step (lighting or waste              | 24 | expected-word        |
            step lighting waste                  | 15 | too-much             |
            step agent Jean                      | 12 | expected-login       |
            step =                               | 6  | expected-requirement |
            overflow voicemail                   | 19 | expected-word        |
            overflow voicemail after 1m if rain  | 32 | expected-trigger     |
            """)
    void saysWhereALineStopsMakingSense(String line, int column, String code, String suggestion) {
        var findings = RulesText.read("# first\n" + line + "\n").findings();

        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().line()).isEqualTo(2);
        assertThat(findings.getFirst().column()).isEqualTo(column);
        assertThat(findings.getFirst().code()).isEqualTo(code.strip());
        assertThat(findings.getFirst().suggestion()).isEqualTo(suggestion);
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(RulesText.read("").findings())
                .extracting(Finding::code)
                .containsExactly(
                        "missing", "missing", "missing", "missing", "missing", "missing", "missing", "no-line");
        assertThat(RulesText.read(Shipped.TEXT.replace("fairness   0  ", "#")).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.arguments()).containsExactly("fairness"));
    }

    @Test
    void saysWhatIsSaidTwiceAndWhereItWasFirst() {
        var findings = RulesText.read(Shipped.TEXT + "lease 10s\nline calls when always class call\nstep any\n")
                .findings();

        assertThat(findings).extracting(Finding::code).containsExactly("said-before", "said-before");
        assertThat(findings.getFirst().arguments()).containsExactly("lease", "3");
    }

    @Test
    void refusesStepsOutsideLinesAndLinesWithoutThem() {
        assertThat(RulesText.read("step any\n" + Shipped.TEXT).findings())
                .extracting(Finding::code)
                .containsExactly("outside-line");
        assertThat(RulesText.read(Shipped.TEXT.replace("  step needs\n", "")).findings())
                .extracting(Finding::code)
                .containsExactly("no-first-step");
    }

    @Test
    void refusesLinesThatLeaveSomebodyOut() {
        var findings = RulesText.read(Shipped.TEXT.replace("when always", "when channel = email"))
                .findings();

        assertThat(findings).extracting(Finding::code).containsExactly("last-line-not-always");
        assertThat(findings.getFirst().line()).isEqualTo(44);
    }

    @Test
    void namesTheClassThatIsMeant() {
        var findings = RulesText.read(Shipped.TEXT.replace("class call\n", "class cal\n"))
                .findings();

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("unknown-class");
            assertThat(finding.suggestion()).isEqualTo("call");
        });
    }

    @Test
    void refusesTextsBeyondMeasure() {
        assertThat(RulesText.read("#".repeat(RoutingRules.LONGEST_TEXT + 1)).findings())
                .extracting(Finding::code)
                .containsExactly("too-long");
        assertThat(read("  step " + "(".repeat(5000) + "any").findings())
                .extracting(Finding::code)
                .containsExactly("too-deep");
    }

    @Test
    void keepsCommentsAndWhatCannotBeReadWhenItTidies() {
        assertThat(Print.tidy("""
                # all of us
                lease    20s # twenty
                exclusion 60s
                what  is this # ?
                """)).isEqualTo("""
                # all of us
                lease     20s     # twenty
                exclusion 1m
                what  is this # ?
                """);
    }

    private static RulesText read(String moreOfTheCalls) {
        return RulesText.read(Shipped.TEXT.replaceFirst("  prefer commune", moreOfTheCalls));
    }

    private static Requirement step(String expression) {
        var text = RulesText.read(Shipped.TEXT.replace("  step needs\n", "  step " + expression + "\n"));
        assertThat(text.findings()).isEmpty();
        return text.rules().lines().getFirst().steps().getFirst().requirement();
    }

    private static Condition condition(String expression) {
        var text = RulesText.read(Shipped.TEXT.replace("when urgent", "when " + expression));
        assertThat(text.findings()).isEmpty();
        return text.rules().lines().getFirst().when();
    }

    private static Requirement has(String skill, Comparison comparison, int level) {
        return new Has(new Skill(skill), comparison, level);
    }
}
