package fr.allomairies.routing.rules;

import static fr.allomairies.routing.rules.TestWorld.LIGHTING;
import static fr.allomairies.routing.rules.TestWorld.WASTE;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Finding;
import fr.allomairies.routing.World;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesCheckTest {

    private static final String STEP = "  step after 1m needs-at-any-level and language\n  prefer";

    @Test
    void hasNothingToSayOfWhatTheProductShips() {
        assertThat(check(Shipped.TEXT)).isEmpty();
    }

    @Test
    void saysNothingOfMatchingWhereNobodyHasASkillYet() {
        assertThat(RulesCheck.of(RulesText.read(Shipped.TEXT), TestWorld.with(Map.of(new AgentId("amina"), List.of()))))
                .isEmpty();
    }

    /// The line, the column, the sentence and what may have been meant.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            step after 1m lightning                        | 29:17 | unknown-skill    | lighting
            step after 1m agent amine                      | 29:23 | unknown-agent    | amina
            overflow voicemal after 20m                    | 29:12 | unknown-way-out  | voicemail
            """)
    void namesWhatDoesNotExist(String line, String place, String code, String suggestion) {
        var finding = only(changed(STEP, "  " + line + "\n  prefer"));

        assertThat(finding.line() + ":" + finding.column()).isEqualTo(place);
        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.suggestion()).isEqualTo(suggestion);
        assertThat(finding.isRefusal()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "channel = vioce, unknown-channel",
        "category = lighting.lamp, unknown-category",
        "number = +33493000011, unknown-number"
    })
    void namesWhatNoContactCanBe(String condition, String code) {
        assertThat(check(changed("channel = voice class", condition + " class")))
                .extracting(Finding::code)
                .contains(code);
    }

    @Test
    void knowsSkillsOfLanguagesAndCommunesByTheirForm() {
        assertThat(check(changed("prefer commune", "prefer lang-de or commune-06088 or commune-2a004")))
                .isEmpty();
    }

    @Test
    void refusesAStepThatNobodyCanEverSatisfyWhenNothingFollows() {
        var finding = only(changed("class written\n  step needs and language", "class written\n  step lighting >= 4"));
        assertThat(finding.code()).isEqualTo("no-agent");
        assertThat(finding.isRefusal()).isTrue();
    }

    @Test
    void warnsOfAStepThatNobodyCanEverSatisfyWhenALaterOneCanBe() {
        var finding = only(changed("  step needs\n", "  step lighting >= 4\n"));

        assertThat(finding.code()).isEqualTo("no-agent-yet");
        assertThat(finding.line()).isEqualTo(24);
        assertThat(finding.isRefusal()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lighting and waste", "lighting and not lighting", "agent amina and waste", "nobody"})
    void seesThroughExpressions(String impossible) {
        assertThat(only(changed("  step needs\n", "  step " + impossible + "\n"))
                        .code())
                .isEqualTo("no-agent-yet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"last-agent", "last-agent and lighting >= 3", "not last-agent", "agent bruno", "language"})
    void knowsThatTheContactDecidesWhoSuits(String possible) {
        assertThat(check(changed("  step needs\n", "  step " + possible + "\n")))
                .isEmpty();
    }

    @Test
    void refusesALineForALanguageThatNobodySpeaks() {
        var german = "line german when language = de class written\n  step needs and language\n\nline other";
        var english = german.replace("german", "english").replace("= de", "= en");

        assertThat(only(changed("line other", german)).code()).isEqualTo("no-agent");
        assertThat(only(changed("line other", english)).code()).isEqualTo("categories-without-agent");
    }

    @Test
    void warnsOfCategoriesThatWaitForTheEndOfTheMaximumWait() {
        var noWaste = TestWorld.with(Map.of(new AgentId("amina"), List.of(new SkillNeed(LIGHTING, 1))));
        var findings = RulesCheck.of(RulesText.read(Shipped.TEXT), noWaste);

        assertThat(findings)
                .allMatch(finding -> finding.code().equals("categories-without-agent") && !finding.isRefusal());
        assertThat(findings)
                .extracting(finding -> finding.arguments())
                .containsExactly(
                        List.of("calls", "2", "waste.bin, waste.dump"),
                        List.of("relay", "2", "waste.bin, waste.dump"),
                        List.of("chats", "2", "waste.bin, waste.dump"),
                        List.of("other", "3", "lighting.danger, waste.bin, waste.dump"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "channel = chat",
                "channel = voice and urgent",
                "channel = voice and category = lighting",
                "urgent and not language = fr"
            })
    void refusesALineToWhichNothingComes(String condition) {
        var more = "line more when " + condition + " class call\n  step any\n\nline other";
        var finding = only(changed("line other", more));

        assertThat(finding.code()).isEqualTo("unreachable-line");
        assertThat(finding.arguments().getFirst()).isEqualTo("more");
        assertThat(finding.isRefusal()).isTrue();
    }

    @Test
    void refusesWhateverFollowsALineThatAlwaysHolds() {
        var findings = check(changed("when channel = voice class", "when always class"));

        assertThat(findings)
                .filteredOn(finding -> finding.code().equals("unreachable-line"))
                .extracting(finding -> finding.arguments().getFirst())
                .containsExactly("relay", "chats", "other");
    }

    @Test
    void namesTheLineThatTakesEverythingFromAnother() {
        var more = "line more when channel = chat class chat\n  step any\n\nline other";
        var finding = only(changed("line other", more));

        assertThat(finding.arguments()).containsExactly("more", "chats", "40");
    }

    @Test
    void refusesAConditionThatHoldsForNoContact() {
        assertThat(only(changed("channel = chat class", "channel = chat and channel = voice class"))
                        .code())
                .isEqualTo("impossible-condition");
        assertThat(only(changed(
                                "channel = chat class",
                                "category = lighting and category = waste.bin and channel = chat class"))
                        .code())
                .isEqualTo("impossible-condition");
    }

    @ParameterizedTest
    @CsvSource({
        "after 0s any, step-not-later",
        "after 10m any, step-after-max-wait",
        "after 1m needs and language, step-asks-the-same",
        "after 1m language and needs, step-asks-the-same",
        "after 1m needs and language and lighting, step-asks-more",
        "after 1m needs and language and not lighting >= 5, step-asks-more",
        "after 1m needs and (language or needs), ''",
        "after 1m lighting, step-excludes"
    })
    void refusesStepsThatHelpNobody(String step, String code) {
        var findings = check(changed(STEP, "  step " + step + "\n  prefer"));

        if (code.isEmpty()) {
            assertThat(findings).isEmpty();
        } else {
            assertThat(findings).extracting(Finding::code).containsExactly(code);
            assertThat(findings.getFirst().line()).isEqualTo(29);
            assertThat(findings.getFirst().isRefusal()).isEqualTo(!code.equals("step-excludes"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "lighting >= 3, lighting >= 2, ''",
        "lighting >= 3, lighting > 2, step-asks-the-same",
        "lighting = 3, lighting >= 2 and lighting <= 4, ''",
        "lighting, lighting or waste, ''",
        "not lighting, not lighting >= 2, ''",
        "not lighting >= 2, not lighting, step-asks-more",
        "agent amina, agent amina or agent bruno, ''",
        "agent amina or agent bruno, agent bruno, step-asks-more",
        "needs, needs-at-any-level, ''",
        "needs-at-any-level, needs, step-asks-more",
        "any, needs, step-asks-more"
    })
    void knowsWhichOfTwoStepsAsksForLess(String first, String second, String code) {
        var findings = check(
                changed("  step needs\n  step after 10s any", "  step " + first + "\n  step after 10s " + second));

        assertThat(findings)
                .filteredOn(finding -> !finding.code().startsWith("no-agent"))
                .extracting(Finding::code)
                .isEqualTo(code.isEmpty() ? List.of() : List.of(code));
    }

    @Test
    void warnsOfAClassThatNoLineUses() {
        var finding = only(changed("channel = chat class chat", "channel = chat class call"));

        assertThat(finding.code()).isEqualTo("class-unused");
        assertThat(finding.line()).isEqualTo(20);
        assertThat(finding.isRefusal()).isFalse();
    }

    @Test
    void refusesAClassThatInterruptsWhatIsMorePressing() {
        var finding = only(changed("class call      priority 30 ", "class call      priority 15 "));

        assertThat(finding.code()).isEqualTo("class-must-outrank");
        assertThat(finding.line()).isEqualTo(18);
        assertThat(finding.arguments()).containsExactly("call", "voice", "15", "written", "email", "20");
    }

    @Test
    void comparesOnlyTheClassesThatWorkOfTheChannelCanHave() {
        assertThat(check(changed("class chat      priority 15 ", "class chat      priority 900")))
                .isEmpty();
        assertThat(check(changed("wrap-up 5m\nchannel other", "wrap-up 5m interruptible\nchannel other")))
                .extracting(Finding::arguments)
                .containsExactly(
                        List.of("call", "voice", "30", "chat", "chat", "505"),
                        List.of("relay", "relay", "30", "chat", "chat", "505"));
    }

    @Test
    void refusesAWayOutThatAnotherAlwaysComesBefore() {
        var finding = only(changed(
                "  prefer commune\n",
                "  prefer commune\n  overflow callback after 1m\n  overflow voicemail after 15m\n"
                        + "  overflow voicemail after 20m if nobody\n"));

        assertThat(finding.code()).isEqualTo("unreachable-way-out");
        assertThat(finding.line()).isEqualTo(33);
    }

    /// Nothing but a call has a number.
    @Test
    void knowsThatOnlyCallsComeToTheLineOfANumber() {
        var water = """
                line water when number = +33493000010 class call
                  step needs-at-any-level
                  overflow voicemail after 3m

                line calls""";

        assertThat(check(changed("line calls", water))).isEmpty();
        assertThat(check(changed("line calls", water.replace(" = +", " != +"))))
                .extracting(Finding::code)
                .contains("way-out-for-calls");
    }

    @Test
    void saysHowANumberIsWritten() {
        assertThat(only(changed("channel = voice class", "number = 0493000010 class"), "unknown-number")
                        .suggestion())
                .isEqualTo("+33493000010");
    }

    /// A mail that left by it would be read by nobody.
    @Test
    void refusesAWayOutWhereOtherContactsThanCallsWouldTakeIt() {
        var finding = only(changed("class written\n", "class written\n  overflow voicemail after 1h\n"));

        assertThat(finding.code()).isEqualTo("way-out-for-calls");
        assertThat(finding.line()).isEqualTo(45);
        assertThat(finding.arguments()).startsWith("voicemail", "other");
    }

    /// It neither hears callers nor reads mail yet.
    @Test
    void letsTheAssistantAnswerCallsAndChatsAlone() {
        assertThat(check(
                        changed("class chat\n  step needs", "class chat\n  overflow assistant after 2m\n  step needs")))
                .isEmpty();
        assertThat(check(changed("  prefer commune\n", "  prefer commune\n  overflow assistant after 1m\n")))
                .isEmpty();
        var written = only(changed("class written\n", "class written\n  overflow assistant after 1h\n"));
        assertThat(written.code()).isEqualTo("way-out-for-talks");
        assertThat(written.arguments()).containsExactly("assistant", "other", "email");
    }

    /// A contact follows the ways of its own line alone.
    @Test
    void letsLinesOverflowToEachOther() {
        assertThat(check(overflowing("to line helpers after 2m if waiting-per-agent > 3")
                        .replace("  step waste\n", "  step waste\n  overflow to line calls after 2m if nobody\n")))
                .isEmpty();
    }

    @Test
    void refusesAnOverflowToAnotherLineThatComesToNothing() {
        overflows("""
                to line helper after 2m                    | unknown-line
                to line calls after 2m                     | overflow-to-itself
                to line helpers after 10m if nobody        | overflow-after-max-wait
                to line chats after 2m                     | overflow-brings-nobody
                to line many after 2m                      | overflow-too-many-alternatives
                to line helpers after 2m; to line helpers after 3m if nobody | unreachable-way-out
                voicemail after 1m; to line helpers after 2m | unreachable-way-out
                to helpers after 2m                        | expected-word
                to line                                    | expected-line
                """);
    }

    @Test
    void refusesAnOverflowToALineThatNobodyWorksFor() {
        var findings = check(overflowing("to line helpers after 2m").replace("step waste\n", "step waste = 5\n"));

        assertThat(findings)
                .filteredOn(finding -> finding.code().equals("no-agent-of-line"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.arguments()).containsExactly("helpers", "calls");
                    assertThat(finding.line()).isEqualTo(31);
                });
    }

    private static void overflows(String cases) {
        cases.lines().forEach(row -> {
            var cells = row.split("\\|");
            assertThat(check(overflowing(cells[0].strip().split("; "))).stream().map(Finding::code))
                    .as(row)
                    .containsExactly(cells[1].strip());
        });
    }

    /// The line of calls, with lines that could help it.
    private static String overflowing(String... statements) {
        var ways = Stream.of(statements).map(way -> "  overflow " + way + "\n").collect(Collectors.joining());
        return changed("  overflow voicemail after 3m if nobody\n", ways)
                .replace(
                        "line other when",
                        "line helpers when channel = report class written\n  step waste\n\n"
                                + "line many when channel = email and language = en class written\n  step "
                                + "(lighting or waste) and ".repeat(3) + "(lighting or waste)\n\nline other when");
    }

    @Test
    void refusesRequirementsWithTooManyAlternatives() {
        var many = "(lighting or waste) and ".repeat(4) + "(lighting or waste)";
        assertThat(only(changed("prefer commune", "prefer " + many), "too-many-alternatives")
                        .arguments())
                .containsExactly("32", "16");
        var endless = "(lighting or waste) and ".repeat(60) + "waste";
        assertThat(only(changed("prefer commune", "prefer " + endless), "too-many-alternatives")
                        .arguments())
                .containsExactly("1000000", "16");
    }

    @Test
    void countsAlternativesAsTheEngineLooksThemUp() {
        for (var seed = 0; seed < 500; seed++) {
            var requirement = new RandomRules(seed).requirement(2);
            assertThat(StepCheck.alternatives(requirement))
                    .as(requirement.text())
                    .isEqualTo(requirement.clauses().size());
        }
    }

    @Test
    void refusesConditionsThatTellTooManyCasesApart() {
        var communes = IntStream.range(0, 2000)
                .mapToObj(number -> "commune = 0%04d".formatted(number))
                .collect(Collectors.joining(" or "));

        assertThat(only(changed("when urgent", "when " + communes)).code()).isEqualTo("too-many-cases");
    }

    @Test
    void saysNothingMoreOfALineThatNamesWhatDoesNotExist() {
        assertThat(only(changed("  step needs\n", "  step plumbing\n")).code()).isEqualTo("unknown-skill");
    }

    @Test
    void findsWhoeverHasTheSkillAmongMany() {
        World many = TestWorld.with(IntStream.range(0, 10_000)
                .boxed()
                .collect(Collectors.toMap(
                        number -> new AgentId("agent" + number),
                        number -> List.of(new SkillNeed(number == 9_999 ? WASTE : LIGHTING, 3)))));

        assertThat(RulesCheck.of(RulesText.read(Shipped.TEXT), many)).isEmpty();
    }

    /// What the product ships, with something else where the words stand first.
    private static String changed(String words, String instead) {
        return Shipped.TEXT.replaceFirst(Pattern.quote(words), Matcher.quoteReplacement(instead));
    }

    private static List<Finding> check(String text) {
        return RulesCheck.of(RulesText.read(text), TestWorld.CITY);
    }

    private static Finding only(String text) {
        var findings = check(text);
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    private static Finding only(String text, String code) {
        var findings = check(text).stream()
                .filter(finding -> finding.code().equals(code))
                .toList();
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }
}
