package fr.allomairies.routing.engine;

import static fr.allomairies.routing.engine.Play.NINE;
import static fr.allomairies.routing.engine.TestRules.channel;
import static fr.allomairies.routing.engine.TestRules.classes;
import static fr.allomairies.routing.engine.TestRules.line;
import static fr.allomairies.routing.engine.TestRules.step;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactShared;
import fr.allomairies.contact.ContactEvent.OverflowReason;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.engine.Command.SignOut;
import fr.allomairies.routing.engine.Line.Overflow;
import fr.allomairies.routing.engine.Line.Trigger;
import fr.allomairies.routing.engine.Place.Waiting;
import fr.allomairies.routing.engine.Requirement.Comparison;
import fr.allomairies.routing.engine.Requirement.Has;
import fr.allomairies.routing.engine.Requirement.Own;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Overflow to another line: who may take the contact becomes more, and nothing else changes.
class SharingTest {

    private static final AgentId AMINA = new AgentId("amina");
    private static final AgentId BRUNO = new AgentId("bruno");
    private static final AgentId CHLOE = new AgentId("chloe");
    private static final SkillNeed LIGHTING = new SkillNeed(new Skill("lighting"), 3);
    private static final SkillNeed BACK_OFFICE = new SkillNeed(new Skill("back-office"), 2);
    private static final SkillNeed BEGINNER = new SkillNeed(new Skill("back-office"), 1);

    @Test
    void isOfferedToTheOtherLineAfterTheTimeAndStillToItsOwn() {
        var play = new Play(rules(toBackOffice(300, Trigger.WAITED, 0)));
        play.available(AMINA, LIGHTING).available(BRUNO, BACK_OFFICE);
        play.accept(AMINA, play.call(LIGHTING));
        var call = play.call(LIGHTING);

        assertThat(play.tick(299).offersOf(call)).isEmpty();
        assertThat(play.tick(1).offersOf(call)).containsExactly("bruno");
        assertThat(play.decisions())
                .contains(new ContactShared(
                        NINE.plusSeconds(300), call, "calls", "back-office", 1, OverflowReason.WAITED));

        play.decline(BRUNO, call);
        assertThat(play.available(CHLOE, LIGHTING).offersOf(call)).containsExactly("bruno", "chloe");
    }

    @Test
    void keepsItsAgeAndItsClass() {
        var play = new Play(rules(toBackOffice(300, Trigger.WAITED, 0)));
        var call = play.call(LIGHTING);
        play.tick(299).chat(BACK_OFFICE);

        play.tick(1).available(BRUNO, BACK_OFFICE);

        assertThat(offer(play, call).waited()).isEqualTo(Duration.ofSeconds(300));
        assertThat(offer(play, call).reasons()).satisfies(reasons -> {
            assertThat(reasons.priorityClass()).isEqualTo("call");
            assertThat(reasons.requirement()).isEqualTo("lighting >= 3 or back-office >= 2");
        });
    }

    @Test
    void overflowsWhileMoreWaitForEachAgentThanTheNumber() {
        var play = new Play(rules(toBackOffice(10, Trigger.CROWDED, 2)));
        play.available(AMINA, LIGHTING).available(BRUNO, BACK_OFFICE);
        play.accept(AMINA, play.call(LIGHTING));
        var first = play.call(LIGHTING);
        play.after(1).call(LIGHTING);

        assertThat(play.tick(60).offersOf(first)).isEmpty();
        play.call(LIGHTING);
        play.tick(1);

        assertThat(play.offersOf(first)).containsExactly("bruno");
        assertThat(shares(play)).hasSize(2).allMatch(shared -> shared.reason() == OverflowReason.CROWDED);
    }

    @Test
    void overflowsWhenNobodyOfItsOwnIsSignedIn() {
        var play = new Play(rules(toBackOffice(10, Trigger.NOBODY, 0)));
        play.available(AMINA, LIGHTING).available(BRUNO, BACK_OFFICE);
        play.accept(AMINA, play.call(LIGHTING));
        var call = play.call(LIGHTING);
        assertThat(play.tick(60).offersOf(call)).isEmpty();

        play.on(at -> new SignOut(at, AMINA));

        assertThat(play.tick(1).offersOf(call)).containsExactly("bruno");
    }

    @Test
    void startsTheStepsOfTheOtherLineWhenItOverflows() {
        var play = new Play(rules(toBackOffice(100, Trigger.WAITED, 0)));
        play.available(AMINA, LIGHTING).available(BRUNO, BEGINNER);
        play.accept(AMINA, play.call(LIGHTING));
        var call = play.call(LIGHTING);

        assertThat(play.tick(100).tick(59).offersOf(call)).isEmpty();
        assertThat(play.tick(1).offersOf(call)).containsExactly("bruno");
    }

    @Test
    void worksForWhatIsWritten() {
        var play = new Play(rules(toBackOffice(300, Trigger.WAITED, 0)));
        var mail = play.mail(LIGHTING);
        play.available(BRUNO, BACK_OFFICE);

        assertThat(play.tick(300).offersOf(mail)).containsExactly("bruno");
    }

    /// Two lines may help each other: what has overflowed follows the ways of its own line alone, each once.
    @Test
    void doesNotGoOnFromTheOtherLineNorComeBack() {
        var play = new Play(rules(
                toBackOffice(60, Trigger.WAITED, 0),
                new Overflow(Duration.ofSeconds(10), Trigger.WAITED, 0, "calls", true),
                new Overflow(Duration.ofSeconds(20), Trigger.WAITED, 0, "chats", true)));
        play.call(LIGHTING);

        play.tick(60).tick(60).tick(60);

        assertThat(shares(play)).extracting(ContactShared::to).containsExactly("back-office");
    }

    @Test
    void overflowsToALineOnceByWhicheverWayComesFirst() {
        var play = new Play(rules(toBackOffice(60, Trigger.NOBODY, 0), toBackOffice(60, Trigger.WAITED, 0)));
        play.call(LIGHTING);

        play.tick(60).tick(60);

        assertThat(shares(play)).extracting(ContactShared::reason).containsExactly(OverflowReason.NOBODY_SIGNED_IN);
    }

    @Test
    void isLedOutOnlyWhenNobodyOfTheOtherLineIsThereEither() {
        var play = new Play(rules(
                toBackOffice(60, Trigger.WAITED, 0),
                new Overflow(Duration.ofSeconds(120), Trigger.NOBODY, 0, "voicemail")));
        play.available(BRUNO, BACK_OFFICE);
        play.accept(BRUNO, play.call(BACK_OFFICE));
        var call = play.call(LIGHTING);

        assertThat(play.tick(60).tick(60).tick(60).place(call)).isEqualTo(new Waiting());
        play.on(at -> new SignOut(at, BRUNO));
        play.tick(1);

        assertThat(play.decisions())
                .contains(
                        new ContactOverflowed(play.now(), call, "calls", "voicemail", OverflowReason.NOBODY_SIGNED_IN));
    }

    @Test
    void staysWithWhoWasThereWhenTheRulesNoLongerHaveTheOtherLine() {
        var before = new Play(rules(toBackOffice(60, Trigger.WAITED, 0)));
        var call = before.call(LIGHTING);
        var shared = before.tick(60).contact(call).orElseThrow();

        var without = new Standing(shared, TestRules.PLAIN);

        assertThat(new Standing(shared, rules()).requirement()).isEqualTo("lighting >= 3 or back-office >= 2");
        assertThat(without.requirement()).isEqualTo("lighting >= 3");
        assertThat(without.step()).isEqualTo(1);
    }

    private static List<ContactShared> shares(Play play) {
        return play.decisions().stream()
                .filter(ContactShared.class::isInstance)
                .map(ContactShared.class::cast)
                .toList();
    }

    private static ContactOffered offer(Play play, ContactId contact) {
        return play.decisions().stream()
                .filter(ContactOffered.class::isInstance)
                .map(ContactOffered.class::cast)
                .filter(offered -> offered.contact().equals(contact))
                .findFirst()
                .orElseThrow();
    }

    private static Overflow toBackOffice(int seconds, Trigger trigger, int ratio) {
        return new Overflow(Duration.ofSeconds(seconds), trigger, ratio, "back-office", true);
    }

    /// @param ofCalls ways of the line of calls; the others are those of the back office
    private static Rules rules(Overflow... ofCalls) {
        var ways = List.of(ofCalls);
        return new Rules(
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                TestRules.PLAIN.ranking(),
                Map.of(),
                TestRules.PLAIN.otherChannels(),
                classes(
                        new PriorityClass("call", 100, 30, 480, 0, Duration.ZERO, Duration.ofMinutes(30)),
                        new PriorityClass("written", 100, 0, 480, 0, Duration.ZERO, Duration.ofDays(1))),
                List.of(
                        new Line(
                                "back-office",
                                channel("chat"),
                                "written",
                                List.of(
                                        step(0, new Has(new Skill("back-office"), Comparison.AT_LEAST, 2)),
                                        step(60, new Has(new Skill("back-office"), Comparison.AT_LEAST, 1))),
                                List.of(),
                                ways.stream()
                                        .filter(way -> way.toLine() && !way.to().equals("back-office"))
                                        .toList()),
                        line("chats", channel("none"), "written", List.of(step(0, Requirement.ANY))),
                        new Line(
                                "calls",
                                Condition.ALWAYS,
                                "call",
                                List.of(step(0, Own.NEEDS)),
                                List.of(),
                                ways.stream()
                                        .filter(way -> !way.toLine() || way.to().equals("back-office"))
                                        .toList())));
    }
}
