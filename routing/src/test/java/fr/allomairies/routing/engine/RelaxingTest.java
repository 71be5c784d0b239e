package fr.allomairies.routing.engine;

import static fr.allomairies.routing.engine.Play.AMINA;
import static fr.allomairies.routing.engine.Play.BRUNO;
import static fr.allomairies.routing.engine.Play.LIGHTING;
import static fr.allomairies.routing.engine.Play.NINE;
import static fr.allomairies.routing.engine.Play.WASTE;
import static fr.allomairies.routing.engine.TestRules.channel;
import static fr.allomairies.routing.engine.TestRules.classes;
import static fr.allomairies.routing.engine.TestRules.line;
import static fr.allomairies.routing.engine.TestRules.step;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactRelaxed;
import fr.allomairies.contact.ContactEvent.OfferWithdrawn;
import fr.allomairies.contact.ContactEvent.OverflowReason;
import fr.allomairies.contact.ContactEvent.RelaxReason;
import fr.allomairies.contact.ContactEvent.WithdrawReason;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.engine.Command.LeaveQueue;
import fr.allomairies.routing.engine.Command.SignOut;
import fr.allomairies.routing.engine.Line.Overflow;
import fr.allomairies.routing.engine.Line.Trigger;
import fr.allomairies.routing.engine.Place.Offered;
import fr.allomairies.routing.engine.Place.Waiting;
import fr.allomairies.routing.engine.Requirement.Own;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Lighting at level 4, after 30 s at any level, after five minutes anybody.
class RelaxingTest {

    static final PriorityClass CALL = new PriorityClass("call", 100, 10, 480, 0, Duration.ZERO, Duration.ofMinutes(5));
    static final Rules RULES = rules(List.of());

    final Play play = new Play(RULES);

    @Test
    void asksForLessWhenTheTimeOfTheStepHasCome() {
        play.available(AMINA, need(1)).available(BRUNO, need(4));
        play.accept(BRUNO, play.call(need(4)));
        var second = play.call(need(4));

        assertThat(play.tick(29).place(second)).isEqualTo(new Waiting());
        assertThat(play.tick(1).offersOf(second)).containsExactly("amina");
        assertThat(play.decisions()).contains(new ContactRelaxed(NINE.plusSeconds(30), second, 1, RelaxReason.TIME));
    }

    @Test
    void relaxesAlsoWhileItRings() {
        play.available(BRUNO, need(4));
        var call = play.call(need(4));
        play.after(15).available(AMINA, need(1));

        play.tick(5); // nobody answered
        assertThat(play.place(call)).isEqualTo(new Waiting());
        play.tick(10);

        assertThat(play.offersOf(call)).containsExactly("bruno", "amina");
    }

    @Test
    void skipsAStepThatNobodySignedInSatisfies() {
        play.available(AMINA, need(1));

        var call = play.call(need(4));

        assertThat(play.offersOf(call)).containsExactly("amina");
        assertThat(play.decisions()).contains(new ContactRelaxed(NINE, call, 1, RelaxReason.NOBODY_SIGNED_IN));
    }

    @Test
    void skipsAStepWhenTheLastWhoSatisfiedItLeaves() {
        play.available(BRUNO, need(4));
        play.accept(BRUNO, play.chat());
        var call = play.call(need(4));
        play.available(AMINA, need(1));
        assertThat(play.place(call)).isEqualTo(new Waiting());

        play.on(at -> new Command.FinishContact(at, BRUNO, play.offersTo(BRUNO).getFirst(), null));
        play.decline(BRUNO, call);
        play.on(at -> new SignOut(at, BRUNO));

        assertThat(play.offersOf(call)).containsExactly("bruno", "amina");
    }

    @Test
    void asksForNoLessAtNightWithNobodyThere() {
        var call = play.call(need(4));

        play.tick(1).available(AMINA, new SkillNeed(WASTE, 5));

        assertThat(play.place(call)).isEqualTo(new Waiting());
    }

    @Test
    void givesTheContactToAnybodyAfterTheMaximumWait() {
        var call = play.call(need(4));
        play.available(AMINA, new SkillNeed(WASTE, 5));

        assertThat(play.tick(299).place(call)).isEqualTo(new Waiting());
        assertThat(play.tick(1).offersOf(call)).containsExactly("amina");
        assertThat(play.decisions())
                .contains(new ContactRelaxed(NINE.plusSeconds(300), call, 2, RelaxReason.MAXIMUM_WAIT));
    }

    @Test
    void countsTheStepsFromWhenTheClockBeganAlsoAfterATransfer() {
        play.available(AMINA, need(1)).available(BRUNO, need(4));
        play.accept(BRUNO, play.call(need(4)));

        var transferred = play.queue(request(need(4), NINE.minusSeconds(60)));
        play.tick(0);

        assertThat(play.offersOf(transferred)).containsExactly("amina");
        assertThat(((Offered) play.place(transferred)).why().waited()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void waitsForTheLastAgentOnlyAsLongAsTheGraceLasts() {
        var play = new Play(new Rules(
                RULES.lease(),
                RULES.exclusion(),
                RULES.ranking(),
                RULES.channels(),
                RULES.otherChannels(),
                RULES.classes(),
                List.of(line("all", Condition.ALWAYS, "call", List.of(step(0, Own.LAST_AGENT), step(20, Own.NEEDS))))));
        play.available(AMINA, need(1)).available(BRUNO, need(1));
        play.accept(BRUNO, play.queue(ChannelKind.VOICE, 100, 0, BRUNO, need(1)));

        var known = play.queue(ChannelKind.VOICE, 100, 0, BRUNO, need(1));
        assertThat(play.tick(19).place(known)).isEqualTo(new Waiting());
        assertThat(play.tick(1).offersOf(known)).containsExactly("amina");

        var ofSomebodyGone = play.queue(ChannelKind.CHAT, 30, 0, new AgentId("gone"), need(1));
        assertThat(play.decisions())
                .contains(new ContactRelaxed(play.now(), ofSomebodyGone, 1, RelaxReason.NOBODY_SIGNED_IN));
    }

    @Test
    void leavesByAnotherWayAfterTheTime() {
        var play = new Play(rules(List.of(new Overflow(Duration.ofSeconds(40), Trigger.WAITED, 0, "voicemail"))));
        var call = play.call(need(4));

        assertThat(play.tick(39).place(call)).isEqualTo(new Waiting());
        play.tick(1);

        assertThat(play.decisions())
                .contains(
                        new ContactOverflowed(NINE.plusSeconds(40), call, "calls", "voicemail", OverflowReason.WAITED))
                .noneMatch(ContactEnded.class::isInstance);
    }

    @Test
    void leavesByAnotherWayWhenNobodyIsThere() {
        var play = new Play(rules(List.of(new Overflow(Duration.ofSeconds(10), Trigger.NOBODY, 0, "elsewhere"))));
        var call = play.call(need(4));
        play.available(BRUNO, need(4));
        play.decline(BRUNO, call);
        assertThat(play.tick(20).place(call)).isEqualTo(new Waiting());

        play.on(at -> new SignOut(at, BRUNO));
        play.tick(1);

        assertThat(play.decisions())
                .contains(new ContactOverflowed(
                        NINE.plusSeconds(21), call, "calls", "elsewhere", OverflowReason.NOBODY_SIGNED_IN));
    }

    @Test
    void leavesByAnotherWayWhenTooManyWait() {
        var play = new Play(rules(List.of(new Overflow(Duration.ofSeconds(5), Trigger.CROWDED, 2, "elsewhere"))));
        play.available(BRUNO, need(4));
        play.accept(BRUNO, play.call(need(4)));
        var calls = List.of(play.call(need(4)), play.call(need(4)), play.call(need(4)));

        play.tick(5);

        assertThat(calls.stream().map(play::place).filter(Waiting.class::isInstance))
                .hasSize(2);
    }

    @Test
    void isAskedWhetherHeWantsToBeCalledBackAndWaitsOnUntilHeDoes() {
        var ways = List.of(new Overflow(Duration.ofSeconds(10), Trigger.WAITED, 0, "callback"));
        var play = new Play(rules(ways));
        var call = play.call(need(4));

        assertThat(play.tick(60).place(call)).isEqualTo(new Waiting());
        assertThat(standing(play, call, ways).proposedFrom("callback", List.of(), 1))
                .isEqualTo(NINE.plusSeconds(10));
        assertThat(standing(play, call, ways).proposedFrom("assistant", List.of(), 1))
                .isNull();

        play.on(at -> new LeaveQueue(at, call, "callback"));
        assertThat(play.decisions())
                .contains(
                        new ContactOverflowed(NINE.plusSeconds(60), call, "calls", "callback", OverflowReason.CHOSEN));
    }

    @Test
    void takesBackWhatRingsForWhoChoosesToBeCalledBack() {
        var play = new Play(rules(List.of()));
        play.available(BRUNO, need(4));
        var call = play.call(need(4));

        play.on(at -> new LeaveQueue(at, call, "callback"));

        assertThat(play.decisions())
                .contains(
                        new OfferWithdrawn(NINE, call, BRUNO, WithdrawReason.CITIZEN_LEFT),
                        new ContactOverflowed(NINE, call, "calls", "callback", OverflowReason.CHOSEN));
    }

    @Test
    void leavesWhoSpeaksWithSomebodyWhereHeIs() {
        var play = new Play(rules(List.of()));
        play.available(BRUNO, need(4));
        var call = play.call(need(4));
        play.accept(BRUNO, call);

        play.on(at -> new LeaveQueue(at, call, "callback"));

        assertThat(play.place(call)).isInstanceOf(Place.InConversation.class);
        assertThat(play.decisions()).noneMatch(ContactOverflowed.class::isInstance);
    }

    @Test
    void isNotAskedWhileWhatTheRulesAskForDoesNotHold() {
        var crowded = List.of(new Overflow(Duration.ofSeconds(5), Trigger.CROWDED, 2, "callback"));
        var nobody = List.of(new Overflow(Duration.ofSeconds(5), Trigger.NOBODY, 0, "callback"));
        for (var ways : List.of(crowded, nobody)) {
            var play = new Play(rules(ways));
            var call = play.call(need(4));
            var bruno = new AgentStatus(
                    BRUNO,
                    AgentStatus.Presence.AVAILABLE,
                    null,
                    List.of(need(4)),
                    NINE,
                    Duration.ZERO,
                    null,
                    AgentState.AVAILABLE,
                    NINE);

            assertThat(standing(play, call, ways).proposedFrom("callback", List.of(bruno), 2))
                    .isNull();
            assertThat(standing(play, call, ways).proposedFrom("callback", List.of(), 2))
                    .isEqualTo(NINE.plusSeconds(5));
        }
    }

    /// As [Crew#lacks] has it: whoever is there may take it then.
    @Test
    void isNotAskedForWantOfSkillsAtTheEndOfTheMaximumWait() {
        var ways = List.of(new Overflow(Duration.ofSeconds(5), Trigger.NOBODY, 0, "callback"));
        var play = new Play(rules(ways));
        play.available(BRUNO);
        play.accept(BRUNO, play.call());
        var call = play.call(need(4));
        var signedIn = List.of(play.agent(BRUNO));
        assertThat(standing(play, call, ways).proposedFrom("callback", signedIn, 1))
                .isEqualTo(NINE.plusSeconds(5));

        play.tick(100_000);

        assertThat(standing(play, call, ways).proposedFrom("callback", signedIn, 1))
                .isNull();
    }

    private static Standing standing(Play play, ContactId call, List<Overflow> ways) {
        return new Standing(play.contact(call).orElseThrow(), rules(ways));
    }

    private static Request request(SkillNeed need, Instant queuedAt) {
        return new Request(
                ContactId.next(),
                TicketId.next(),
                new CategoryCode("lighting.lamp-out"),
                ChannelKind.VOICE,
                100,
                List.of(need),
                0,
                "fr",
                null,
                null,
                null,
                queuedAt);
    }

    private static SkillNeed need(int level) {
        return new SkillNeed(LIGHTING, level);
    }

    private static Rules rules(List<Overflow> overflows) {
        return new Rules(
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                TestRules.PLAIN.ranking(),
                Map.of(),
                TestRules.PLAIN.otherChannels(),
                classes(CALL),
                List.of(
                        line("chats", channel("chat"), "call", List.of(step(0, Requirement.ANY))),
                        new Line(
                                "calls",
                                Condition.ALWAYS,
                                "call",
                                List.of(step(0, Own.NEEDS), step(30, Own.NEEDS_AT_ANY_LEVEL)),
                                List.of(),
                                overflows)));
    }
}
