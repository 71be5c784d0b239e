package fr.allomairies.voiceassistant.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Answer;
import fr.allomairies.voiceassistant.Assistant.Briefing;
import fr.allomairies.voiceassistant.Assistant.Ending;
import fr.allomairies.voiceassistant.Assistant.Prompt;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Assistant.Slot;
import fr.allomairies.voiceassistant.Assistant.Turn;
import fr.allomairies.voiceassistant.Assistant.Why;
import fr.allomairies.voiceassistant.Danger;
import fr.allomairies.voiceassistant.DialogueState.Slow;
import fr.allomairies.voiceassistant.DialogueState.Step;
import fr.allomairies.voiceassistant.KnownRequest;
import fr.allomairies.voiceassistant.RequestStatus;
import fr.allomairies.voiceassistant.Thresholds;
import fr.allomairies.voiceassistant.Understanding.Guess;
import fr.allomairies.voiceassistant.Understanding.Understood;
import fr.allomairies.voiceassistant.dialogue.Utterance.Asked;
import fr.allomairies.voiceassistant.dialogue.Utterance.Compared;
import fr.allomairies.voiceassistant.dialogue.Utterance.Key;
import fr.allomairies.voiceassistant.dialogue.Utterance.Recalled;
import fr.allomairies.voiceassistant.dialogue.Utterance.Said;
import fr.allomairies.voiceassistant.dialogue.Utterance.Silence;
import fr.allomairies.voiceassistant.dialogue.Utterance.Way;
import fr.allomairies.voiceassistant.dialogue.Utterance.Wish;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DialogueTest {

    static final CategoryCode HOLE = new CategoryCode("roads.pothole");
    static final CategoryCode PAVEMENT = new CategoryCode("roads.pavement");
    static final CategoryCode LAMP = new CategoryCode("lighting.lamp-out");
    static final CategoryCode NOISE = new CategoryCode("safety.noise");
    static final CategoryCode PASSPORT = new CategoryCode("civil.id-card");
    static final CategoryCode FOLLOW_UP = new CategoryCode("request.follow-up");
    static final CategoryCode OTHER = new CategoryCode("other");
    static final Answer PIECES = new Answer("Carte d’identité", "Une photo et un justificatif.");
    static final KnownRequest KNOWN =
            new KnownRequest("NCA-26-000321", "14 rue X", LocalDate.of(2026, 11, 24), RequestStatus.Stage.WITH_SERVICE);
    static final RequestStatus STATUS = new RequestStatus("NCA-26-000123", RequestStatus.Stage.DELAYED, null);

    final Dialogue dialogue = new Dialogue(
            new Questions(
                    Map.of(
                            HOLE, List.of(Slot.WHERE, Slot.SINCE, Slot.HAZARD),
                            LAMP, List.of(Slot.WHERE, Slot.SINCE),
                            NOISE, List.of(Slot.WHERE, Slot.SINCE)),
                    Set.of(HOLE, LAMP)),
            List.of(HOLE, LAMP, PASSPORT),
            Thresholds.SHIPPED);

    @Test
    void saysFirstThatAMachineSpeaks() {
        assertThat(dialogue.begin().replies()).containsExactly(new Reply.Say(Prompt.OPENING));
    }

    @Test
    void asksByKeysOnlyWhatAKeyCanAnswer() {
        var menu = dialogue.onKeys(dialogue.begin().state());
        assertThat(menu.replies()).containsExactly(new Reply.Choice(List.of(HOLE, LAMP, PASSPORT), true));

        var hole = dialogue.on(menu.state(), new Key('1'));
        assertThat(hole.replies()).containsExactly(new Reply.Matter(HOLE, false), new Reply.Say(Prompt.HAZARD));
        assertThat(briefing(dialogue.on(hole.state(), new Key('1'))).urgent()).isTrue();
        assertThat(briefing(dialogue.on(hole.state(), new Key('2'))).slots()).containsEntry(Slot.HAZARD, "non");
        assertThat(briefing(dialogue.on(hole.state(), new Silence())).slots()).containsEntry(Slot.HAZARD, "");

        var lamp = hear(menu, new Key('2'));
        assertThat(briefing(lamp).why()).isEqualTo(Why.UNDERSTOOD);
        assertThat(briefing(lamp).matter()).isEqualTo(new Guess(LAMP, 1));
    }

    @Test
    void saysTheMenuOnceMoreAfterAWrongKeyAndPassesOnWhoPressesNone() {
        var menu = dialogue.onKeys(dialogue.begin().state());

        assertThat(briefing(dialogue.on(menu.state(), new Silence())).why()).isEqualTo(Why.LOST);
        var again = dialogue.on(menu.state(), new Key('8'));
        assertThat(again.replies()).isEqualTo(menu.replies());
        assertThat(briefing(dialogue.on(again.state(), new Key('8'))).why()).isEqualTo(Why.LOST);
        assertThat(briefing(dialogue.on(again.state(), new Key('0'))).why()).isEqualTo(Why.ASKED_FOR);
    }

    @Test
    void hearsByKeyWhetherTheAnswerHelped() {
        var choices = new Dialogue(new Questions(Map.of(), Set.of()), List.of(FOLLOW_UP), Thresholds.SHIPPED);
        var menu = choices.onKeys(choices.begin().state());
        var number = choices.on(menu.state(), new Key('1'));
        var meaning = new Understood(List.of(new Guess(OTHER, 1)), null, false, List.of());
        var asked = new Asked("NCA-26-000123", STATUS);
        var told = choices.on(number.state(), new Said("NCA-26-000123", meaning, Wish.NONE, null, null, asked, null));

        assertThat(told.replies()).containsExactly(new Reply.Progress(STATUS), new Reply.Say(Prompt.HELPFUL));
        assertThat(choices.on(told.state(), new Key('1')).ending()).isEqualTo(new Ending.Goodbye(true, FOLLOW_UP));
        assertThat(briefing(choices.on(told.state(), new Key('2'))).why()).isEqualTo(Why.ANSWER_DID_NOT_HELP);
    }

    @Test
    void tellsWhatTheHouseSaysOfTheMatterAndLetsGoWhoseQuestionIsAnswered() {
        var told = settled(dialogue.on(dialogue.begin().state(), sure(PASSPORT)), PIECES);

        assertThat(told.replies())
                .containsExactly(
                        new Reply.Matter(PASSPORT, false), new Reply.Told(PIECES), new Reply.Say(Prompt.ENOUGH));
        assertThat(hear(told, wish(Wish.AGREED, "oui merci")).ending()).isEqualTo(new Ending.Goodbye(true, PASSPORT));
        assertThat(hear(told, wish(Wish.THANKS, "merci")).ending()).isEqualTo(new Ending.Goodbye(true, PASSPORT));
        assertThat(hear(told, wish(Wish.LEAVE, "tant pis")).ending()).isEqualTo(new Ending.Goodbye(false, PASSPORT));
        for (var more :
                List.of(wish(Wish.NO, "non"), wish(Wish.YES, "oui mais pour un mineur"), nonsense(), new Silence())) {
            assertThat(briefing(hear(told, more)).why()).isEqualTo(Why.ANSWER_DID_NOT_HELP);
            assertThat(briefing(hear(told, more)).matter().category()).isEqualTo(PASSPORT);
        }
    }

    @Test
    void tellsByKeyAsWellAndHearsByKeyWhetherItIsEnough() {
        var menu = dialogue.onKeys(dialogue.begin().state());
        var told = settled(dialogue.on(menu.state(), new Key('3')), PIECES);

        assertThat(told.replies()).endsWith(new Reply.Told(PIECES), new Reply.Say(Prompt.ENOUGH));
        assertThat(hear(told, new Key('1')).ending()).isEqualTo(new Ending.Goodbye(true, PASSPORT));
        assertThat(briefing(hear(told, new Key('2'))).why()).isEqualTo(Why.ANSWER_DID_NOT_HELP);
        assertThat(briefing(hear(told, new Silence())).why()).isEqualTo(Why.ANSWER_DID_NOT_HELP);
        assertThat(briefing(hear(told, new Key('0'))).why()).isEqualTo(Why.ASKED_FOR);
    }

    @Test
    void asksWhatIsNeededOfWhomTheAnswerIsNotEnough() {
        var told = settled(dialogue.on(dialogue.begin().state(), sure(LAMP)), PIECES);
        var where = hear(told, wish(Wish.NO, "non"));

        assertThat(where.replies()).containsExactly(new Reply.Say(Prompt.WHERE));
        assertThat(briefing(hear(where, answer("rue X", "rue X"), answer("hier", "hier")))
                        .why())
                .isEqualTo(Why.ANSWER_DID_NOT_HELP);
    }

    /// People are asked first, and nothing is read out to somebody in danger.
    @Test
    void tellsNothingOfAMatterInWhichSomebodyMayBeInDanger() {
        assertThat(dialogue.on(dialogue.begin().state(), sure(HOLE)).state().step())
                .isEqualTo(Step.WHERE);
    }

    @Test
    void tellsWhatOthersHaveReportedThereAndJoinsWhoWantsNoMore() {
        var where = hear(dialogue.begin(), sure(LAMP));
        var told = settled(dialogue.on(where.state(), answer("12 rue X", "12 rue X")), null, KNOWN);

        assertThat(told.replies())
                .containsExactly(new Reply.Noted("12 rue X"), new Reply.Known(KNOWN), new Reply.Say(Prompt.JOIN));
        for (var joined : List.of(
                hear(told, wish(Wish.AGREED, "oui c'est ça")),
                dialogue.on(told.state().onKeys(), new Key('1')))) {
            assertThat(joined.ending()).isInstanceOfSatisfying(Ending.Joined.class, ending -> {
                assertThat(ending.request()).isEqualTo("NCA-26-000321");
                assertThat(ending.briefing().slots()).containsEntry(Slot.WHERE, "12 rue X");
                assertThat(ending.briefing().urgent()).isFalse();
            });
        }
    }

    /// Of a neighbour it is told neither that nor when somebody has complained about him.
    @Test
    void tellsNothingOfOthersWhereTheMatterIsOfAPersonOrAHousehold() {
        var where = hear(dialogue.begin(), sure(NOISE));
        var since = settled(dialogue.on(where.state(), answer("12 rue X", "12 rue X")), null, KNOWN);

        assertThat(since.replies()).containsExactly(new Reply.Noted("12 rue X"), new Reply.Say(Prompt.SINCE));
    }

    @Test
    void takesANewRequestOfWhoHasMoreToSayThanTheOthers() {
        var where = hear(dialogue.begin(), sure(LAMP));
        var told = settled(dialogue.on(where.state(), answer("12 rue X", "12 rue X")), null, KNOWN);

        for (var more : List.of(wish(Wish.NO, "non"), wish(Wish.YES, "oui mais au numéro 24"), new Silence())) {
            var since = settled(dialogue.on(told.state(), more), null, KNOWN);
            assertThat(since.replies()).as("%s", more).containsExactly(new Reply.Say(Prompt.SINCE));
            var over = settled(dialogue.on(since.state(), answer("hier", "hier")), null, KNOWN);
            assertThat(briefing(over).why()).isEqualTo(Why.UNDERSTOOD);
        }
        assertThat(briefing(hear(told, wish(Wish.THANKS, "merci"))).matter().category())
                .isEqualTo(LAMP);
        assertThat(briefing(hear(told, wish(Wish.PERSON, "conseiller"))).why()).isEqualTo(Why.ASKED_FOR);
    }

    /// Whether somebody is in danger is known before he is sent away.
    @Test
    void asksForADangerBeforeItTellsWhatOthersHaveReported() {
        var since =
                settled(dialogue.on(hear(dialogue.begin(), sure(HOLE)).state(), answer("rue X", "rue X")), null, KNOWN);
        assertThat(since.replies()).endsWith(new Reply.Say(Prompt.SINCE));
        var hazard = hear(since, answer("hier", "hier"));
        assertThat(hazard.replies()).containsExactly(new Reply.Say(Prompt.HAZARD));

        var told = settled(dialogue.on(hazard.state(), wish(Wish.NO, "non")), null, KNOWN);
        assertThat(told.replies()).containsExactly(new Reply.Known(KNOWN), new Reply.Say(Prompt.JOIN));
        assertThat(briefing(hear(hazard, wish(Wish.AGREED, "oui"))).urgent()).isTrue();
    }

    @Test
    void offersToCallBackOnceWhilePeopleAreLongInComing() {
        var waits = new Turn(dialogue.begin().state().callable("0493001122"), List.of(), null);
        var offered = hear(waits, sure(PASSPORT));
        assertThat(offered.replies())
                .containsExactly(
                        new Reply.Matter(PASSPORT, false),
                        new Reply.Busy("0493001122"),
                        new Reply.Say(Prompt.CALL_BACK));

        for (var yes : List.of(
                hear(offered, wish(Wish.AGREED, "oui")),
                dialogue.on(offered.state().onKeys(), new Key('1')))) {
            assertThat(yes.replies()).containsExactly(new Reply.Say(Prompt.CALLED_BACK));
            assertThat(yes.ending()).isInstanceOfSatisfying(Ending.CallBack.class, ending -> {
                assertThat(ending.briefing().why()).isEqualTo(Why.UNDERSTOOD);
                assertThat(ending.briefing().matter().category()).isEqualTo(PASSPORT);
            });
        }
        for (var no : List.of(
                wish(Wish.NO, "non"),
                wish(Wish.YES, "oui je préfère attendre"),
                new Silence(),
                wish(Wish.PERSON, "conseiller"),
                new Key('0'))) {
            assertThat(hear(offered, no).ending()).as("%s", no).isInstanceOf(Ending.Handover.class);
        }
        assertThat(briefing(hear(offered, wish(Wish.NO, "non"))).why()).isEqualTo(Why.UNDERSTOOD);
    }

    @Test
    void offersToCallBackWhoAsksForAPersonAndNobodyInDanger() {
        var waits = new Turn(dialogue.begin().state().callable("0493001122"), List.of(), null);

        assertThat(hear(waits, new Key('0')).state().step()).isEqualTo(Step.CALLING_BACK);
        assertThat(hear(waits, wish(Wish.INSULT, "…")).ending()).isInstanceOf(Ending.Handover.class);
        var cry = said("au secours", new Understood(List.of(new Guess(OTHER, 1)), Danger.FIRE, true, List.of()));
        assertThat(briefing(hear(waits, cry)).urgent()).isTrue();
        assertThat(briefing(hear(hear(waits, new Key('0')), cry)).urgent()).isTrue();
    }

    @Test
    void whoWritesIsCalledAtTheNumberThatHeGaveAndSaidIsRight() {
        var offered = hear(slow(), sure(PASSPORT));
        assertThat(offered.replies())
                .containsExactly(new Reply.Matter(PASSPORT, false), new Reply.Say(Prompt.GO_ON_BUSY));

        var number = hear(offered, way(Way.CALL_BACK, "rappelez-moi par un conseiller", Wish.PERSON));
        assertThat(number.replies()).containsExactly(new Reply.Say(Prompt.TELEPHONE));
        var again = hear(number, nonsense());
        assertThat(again.replies()).containsExactly(new Reply.Say(Prompt.TELEPHONE_AGAIN));
        var read = hear(given(again, "06 39 98 12 34"), way(Way.CALL_BACK, "06 39 98 12 34", Wish.NONE));
        assertThat(read.replies()).containsExactly(new Reply.Telephone("06 39 98 12 34"));
        for (var yes : List.of(
                hear(read, wish(Wish.AGREED, "oui")),
                hear(read, way(Way.CALL_BACK, "oui, rappelez-moi", Wish.AGREED)),
                hear(read, new Key('1')))) {
            assertThat(yes.ending()).isInstanceOfSatisfying(Ending.CallBack.class, ending -> {
                assertThat(ending.briefing().why()).isEqualTo(Why.UNDERSTOOD);
                assertThat(yes.state().callback()).isEqualTo("06 39 98 12 34");
            });
        }
        assertThat(hear(read, wish(Wish.NO, "non")).ending())
                .as("asked for a third time")
                .isInstanceOf(Ending.Handover.class);
    }

    @Test
    void anotherNumberThanTheOneReadBackIsReadBackOnce() {
        var number = hear(hear(slow(), sure(PASSPORT)), new Key('1'));
        var first = hear(given(number, "06 39 98 12 34"), way(Way.CALL_BACK, "0639981234", Wish.NONE));
        var second = hear(given(first, "06 39 98 12 35"), way(Way.CALL_BACK, "non, 0639981235", Wish.NO));
        assertThat(second.replies()).containsExactly(new Reply.Telephone("06 39 98 12 35"));
        assertThat(hear(second, wish(Wish.AGREED, "oui")).state().callback()).isEqualTo("06 39 98 12 35");
        assertThat(hear(given(second, "06 39 98 12 36"), way(Way.CALL_BACK, "0639981236", Wish.NONE))
                        .ending())
                .isInstanceOf(Ending.Handover.class);

        var corrected = hear(first, wish(Wish.NO, "non"));
        assertThat(corrected.replies()).containsExactly(new Reply.Say(Prompt.TELEPHONE_AGAIN));
        assertThat(corrected.state().callback()).isNull();
    }

    @Test
    void whoWritesIsAnsweredInWritingOrWaitsAndDangerComesFirst() {
        var offered = hear(slow(), sure(PASSPORT));
        for (var written : List.of(new Key('2'), way(Way.WRITE, "par mail", Wish.NONE))) {
            assertThat(hear(offered, written).ending()).isInstanceOf(Ending.InWriting.class);
        }
        for (var waits : List.of(
                new Key('3'),
                new Key('0'),
                new Silence(),
                way(Way.WAIT, "j'attends", Wish.NONE),
                wish(Wish.PERSON, "conseiller"))) {
            assertThat(hear(offered, waits).ending()).as("%s", waits).isInstanceOf(Ending.Handover.class);
        }
        var again = hear(offered, nonsense());
        assertThat(again.replies()).containsExactly(new Reply.Say(Prompt.GO_ON_AGAIN));
        assertThat(hear(again, nonsense()).ending()).isInstanceOf(Ending.Handover.class);
        var cry = said("au secours", new Understood(List.of(new Guess(OTHER, 1)), Danger.FIRE, true, List.of()));
        assertThat(briefing(hear(offered, cry)).urgent()).isTrue();
        assertThat(hear(slow(), wish(Wish.INSULT, "…")).ending()).isInstanceOf(Ending.Handover.class);
    }

    @Test
    void outsideTheHoursWhoWritesIsAskedOtherwise() {
        var closed = new Turn(dialogue.begin().state().slow(Slow.CLOSED), List.of(), null);
        assertThat(hear(closed, new Key('0')).replies()).containsExactly(new Reply.Say(Prompt.GO_ON_CLOSED));
    }

    private Turn slow() {
        return new Turn(dialogue.begin().state().slow(Slow.BUSY), List.of(), null);
    }

    private static Turn given(Turn turn, String number) {
        return new Turn(turn.state().callable(number), turn.replies(), null);
    }

    private static Said way(Way way, String text, Wish wish) {
        return new Said(text, meaning(OTHER, 0.9), wish, null, null, null, way);
    }

    /// What was asked aloud is not asked again.
    @Test
    void goesOnByKeysFromWhereverItStands() {
        var where = hear(dialogue.begin(), sure(HOLE));
        assertThat(dialogue.onKeys(where.state()).replies()).containsExactly(new Reply.Say(Prompt.HAZARD));

        var hazard = dialogue.onKeys(where.state());
        assertThat(dialogue.onKeys(hazard.state()).replies()).isEmpty();
        assertThat(dialogue.onKeys(hazard.state()).state()).isEqualTo(hazard.state());
    }

    @Test
    void saysBackWhatItIsSureOfWithTheFirstQuestionAndHandsOverWithTheAnswers() {
        var turn = hear(dialogue.begin(), sure(HOLE));
        assertThat(turn.replies()).containsExactly(new Reply.Matter(HOLE, true), new Reply.Say(Prompt.WHERE));

        turn = hear(turn, answer("12 rue Masséna", "12 rue Masséna"));
        assertThat(turn.replies()).containsExactly(new Reply.Noted("12 rue Masséna"), new Reply.Say(Prompt.SINCE));
        turn = hear(turn, answer("mardi, je crois", null));
        assertThat(turn.replies()).containsExactly(new Reply.Say(Prompt.HAZARD));
        turn = hear(turn, wish(Wish.NO, "non"));

        assertThat(turn.replies()).containsExactly(new Reply.Say(Prompt.PASSED_ON));
        var briefing = briefing(turn);
        assertThat(briefing.why()).isEqualTo(Why.UNDERSTOOD);
        assertThat(briefing.urgent()).isFalse();
        assertThat(briefing.matter().category()).isEqualTo(HOLE);
        assertThat(briefing.slots())
                .isEqualTo(Map.of(Slot.WHERE, "12 rue Masséna", Slot.SINCE, "mardi, je crois", Slot.HAZARD, "non"));
    }

    @Test
    void doesNotAskForWhatWasSaidAlready() {
        var turn = hear(
                dialogue.begin(),
                new Said(
                        "éteint rue X depuis hier", meaning(LAMP, 0.9), Wish.NONE, "rue X", "depuis hier", null, null));

        assertThat(turn.replies())
                .containsExactly(
                        new Reply.Matter(LAMP, false), new Reply.Noted("rue X"), new Reply.Say(Prompt.PASSED_ON));
        assertThat(briefing(turn).slots()).isEqualTo(Map.of(Slot.WHERE, "rue X", Slot.SINCE, "depuis hier"));
    }

    @Test
    void asksNothingAboutAMatterThatNeedsNothing() {
        assertThat(briefing(hear(dialogue.begin(), sure(PASSPORT))).matter().category())
                .isEqualTo(PASSPORT);
    }

    @Test
    void goesOnWithoutWhatTheCitizenDoesNotKnow() {
        var turn = hear(dialogue.begin(), sure(LAMP), wish(Wish.DOES_NOT_KNOW, "je sais pas"));

        assertThat(turn.replies()).containsExactly(new Reply.Say(Prompt.SINCE));
        assertThat(briefing(hear(turn, wish(Wish.DOES_NOT_KNOW, "aucune idée"))).slots())
                .isEqualTo(Map.of(Slot.WHERE, "", Slot.SINCE, ""));
    }

    @Test
    void takesACorrectedPlace() {
        var noted = hear(dialogue.begin(), sure(LAMP), answer("rue X", "rue X"));

        var corrected = hear(noted, new Said("non, rue Y", meaning(OTHER, 0.9), Wish.NO, "rue Y", null, null, null));
        assertThat(corrected.replies()).startsWith(new Reply.Noted("rue Y"));

        var again = hear(noted, wish(Wish.NO, "non"));
        assertThat(again.replies()).containsExactly(new Reply.Say(Prompt.WHERE_AGAIN));
        assertThat(briefing(hear(again, answer("rue Z", "rue Z"))).slots()).containsEntry(Slot.WHERE, "rue Z");
    }

    @Test
    void startsAgainWhenTheMatterIsNotTheRightOne() {
        var turn = hear(dialogue.begin(), sure(LAMP), wish(Wish.NO, "non"));
        assertThat(turn.replies()).containsExactly(new Reply.Say(Prompt.AGAIN));

        turn = hear(turn, sure(LAMP));
        assertThat(turn.replies()).doesNotContain(new Reply.Matter(LAMP, true));
    }

    @Test
    void offersTheLikeliestTwoWhenItIsUnsureAndTakesTheNumberOrTheWord() {
        var turn = hear(dialogue.begin(), unsure());
        assertThat(turn.replies()).containsExactly(new Reply.Choice(List.of(HOLE, PAVEMENT), false));

        assertThat(hear(turn, new Key('1')).replies()).startsWith(new Reply.Matter(HOLE, true));
        assertThat(briefing(hear(turn, new Key('2'))).matter()).isEqualTo(new Guess(PAVEMENT, 1));
        assertThat(briefing(hear(turn, said("le trottoir", meaning(PAVEMENT, 0.4))))
                        .matter()
                        .category())
                .isEqualTo(PAVEMENT);
    }

    @Test
    void asksOnceInOtherWordsThenShowsTheMenuThenGivesAPerson() {
        var turn = hear(dialogue.begin(), nonsense());
        assertThat(turn.replies()).containsExactly(new Reply.Say(Prompt.AGAIN));
        turn = hear(turn, nonsense());
        assertThat(turn.replies()).containsExactly(new Reply.Choice(List.of(HOLE, LAMP, PASSPORT), true));
        turn = hear(turn, nonsense());
        assertThat(turn.replies()).containsExactly(new Reply.Say(Prompt.LOST));
        assertThat(briefing(turn).why()).isEqualTo(Why.LOST);
    }

    @Test
    void givesAPersonAfterTwoFailures() {
        var turn = hear(dialogue.begin(), unsure(), wish(Wish.NO, "non"), sure(LAMP), wish(Wish.NO, "non"));

        assertThat(briefing(turn).why()).isEqualTo(Why.LOST);
    }

    @ParameterizedTest
    @EnumSource(Danger.class)
    void tellsWhomToCallAtOnceAndHandsOverFirst(Danger danger) {
        var cry = said("au secours", new Understood(List.of(new Guess(OTHER, 1)), danger, true, List.of()));
        var before = List.of(
                dialogue.begin(),
                hear(dialogue.begin(), unsure()),
                hear(dialogue.begin(), nonsense(), nonsense()),
                hear(dialogue.begin(), sure(LAMP)),
                hear(dialogue.begin(), sure(LAMP), answer("rue X", "rue X")),
                hear(dialogue.begin(), sure(FOLLOW_UP)),
                hear(dialogue.begin(), asking(STATUS)));

        assertThat(before).allSatisfy(turn -> {
            var told = hear(turn, cry);
            assertThat(told.replies()).containsExactly(new Reply.Emergency(danger), new Reply.Say(Prompt.PERSON));
            assertThat(briefing(told).urgent()).isTrue();
            assertThat(briefing(told).danger()).isEqualTo(danger);
        });
    }

    @Test
    void takesAlarmAtWhatWasLearnedToo() {
        var turn = hear(
                dialogue.begin(), said("vite", new Understood(List.of(new Guess(OTHER, 1)), null, true, List.of())));

        assertThat(turn.replies()).startsWith(new Reply.Emergency(Danger.HELP));
        assertThat(briefing(turn).urgent()).isTrue();
    }

    @Test
    void takesAlarmWhenSomebodyIsSaidToBeInDanger() {
        var turn = hear(
                dialogue.begin(),
                sure(HOLE),
                answer("rue X", "rue X"),
                answer("hier", null),
                wish(Wish.YES, "oui un cycliste"));

        assertThat(turn.replies()).startsWith(new Reply.Emergency(Danger.HELP));
        assertThat(briefing(turn).urgent()).isTrue();
        assertThat(briefing(turn).slots()).containsEntry(Slot.HAZARD, "oui un cycliste");
    }

    @ParameterizedTest
    @CsvSource({"PERSON, ASKED_FOR", "INSULT, INSULT", "OTHER_LANGUAGE, OTHER_LANGUAGE"})
    void givesAPersonAtAnyPoint(Wish wish, Why why) {
        assertThat(briefing(hear(dialogue.begin(), wish(wish, "…"))).why()).isEqualTo(why);
        assertThat(briefing(hear(dialogue.begin(), sure(LAMP), wish(wish, "…"))).why())
                .isEqualTo(why);
        assertThat(briefing(hear(dialogue.begin(), unsure(), new Key('0'))).why())
                .isEqualTo(Why.ASKED_FOR);
    }

    @Test
    void tellsHowARequestFaresAndLeavesWhoeverHasHisAnswer() {
        var told = hear(dialogue.begin(), asking(STATUS));
        assertThat(told.replies()).containsExactly(new Reply.Progress(STATUS), new Reply.Say(Prompt.HELPFUL));

        assertThat(hear(told, wish(Wish.AGREED, "oui merci")).ending()).isEqualTo(new Ending.Goodbye(true, OTHER));
        assertThat(hear(told, wish(Wish.THANKS, "merci")).ending()).isEqualTo(new Ending.Goodbye(true, OTHER));
        assertThat(hear(told, wish(Wish.LEAVE, "laissez tomber")).ending()).isEqualTo(new Ending.Goodbye(false, OTHER));
        assertThat(briefing(hear(told, wish(Wish.NO, "non"))).why()).isEqualTo(Why.ANSWER_DID_NOT_HELP);
        assertThat(briefing(hear(told, wish(Wish.YES, "oui mais quand ?"))).why())
                .isEqualTo(Why.ANSWER_DID_NOT_HELP);
    }

    @Test
    void asksForTheNumberAndOnceMoreWhenNobodyKnowsIt() {
        var turn = hear(dialogue.begin(), sure(FOLLOW_UP));
        assertThat(turn.replies()).containsExactly(new Reply.Say(Prompt.NUMBER));
        turn = hear(turn, asking(null));
        assertThat(turn.replies()).containsExactly(new Reply.Say(Prompt.NUMBER_UNKNOWN));
        assertThat(hear(turn, asking(STATUS)).replies()).startsWith(new Reply.Progress(STATUS));
        assertThat(briefing(hear(turn, asking(null))).why()).isEqualTo(Why.LOST);
    }

    @Test
    void givesAPersonToWhoeverHasNoNumber() {
        assertThat(briefing(hear(dialogue.begin(), sure(FOLLOW_UP), answer("je l'ai pas", null)))
                        .why())
                .isEqualTo(Why.UNDERSTOOD);
    }

    @Test
    void letsGoWhoWantsNothingAndPassesOnWhatWasSaid() {
        assertThat(hear(dialogue.begin(), wish(Wish.LEAVE, "au revoir")).ending())
                .isEqualTo(new Ending.Goodbye(false, null));
        assertThat(briefing(hear(dialogue.begin(), sure(LAMP), wish(Wish.THANKS, "merci")))
                        .matter()
                        .category())
                .isEqualTo(LAMP);
    }

    @Test
    void knowsWhatACitizenWantedWhoLeftWithoutAWord() {
        assertThat(dialogue.left(dialogue.begin().state())).isEmpty();
        assertThat(dialogue.left(
                        hear(dialogue.begin(), wish(Wish.GREETING, "bonjour")).state()))
                .isEmpty();
        assertThat(dialogue.left(hear(dialogue.begin(), sure(LAMP)).state()).orElseThrow())
                .satisfies(briefing -> {
                    assertThat(briefing.why()).isEqualTo(Why.LEFT);
                    assertThat(briefing.matter().category()).isEqualTo(LAMP);
                });
        assertThat(dialogue.left(hear(dialogue.begin(), sure(PASSPORT)).state()))
                .isEmpty();
    }

    @Test
    void takesSilenceForNoAnswer() {
        assertThat(hear(dialogue.begin(), new Silence()).replies()).containsExactly(new Reply.Say(Prompt.AGAIN));
        assertThat(briefing(hear(dialogue.begin(), new Silence(), new Silence(), new Silence()))
                        .why())
                .isEqualTo(Why.LOST);
        assertThat(briefing(hear(dialogue.begin(), sure(LAMP), new Silence(), new Silence()))
                        .slots())
                .isEqualTo(Map.of(Slot.WHERE, "", Slot.SINCE, ""));
    }

    @Test
    void hearsNothingAfterItsEnd() {
        var over = hear(dialogue.begin(), new Key('0')).state();

        assertThatThrownBy(() -> dialogue.on(over, nonsense())).isInstanceOf(IllegalStateException.class);
    }

    private Turn hear(Turn turn, Utterance... utterances) {
        var next = turn;
        for (var utterance : utterances) {
            next = settled(dialogue.on(next.state(), utterance), null, null);
        }
        return next;
    }

    private Turn settled(Turn turn, @Nullable Answer answer) {
        return settled(turn, answer, null);
    }

    private Turn settled(Turn turn, @Nullable Answer answer, @Nullable KnownRequest known) {
        if (turn.state().step() != Step.RECALLING && turn.state().step() != Step.COMPARING) {
            return turn;
        }
        var told = turn.state().step() == Step.RECALLING ? new Recalled(answer) : new Compared(known);
        var next = settled(dialogue.on(turn.state(), told), answer, known);
        return new Turn(
                next.state(),
                Stream.concat(turn.replies().stream(), next.replies().stream()).toList(),
                next.ending());
    }

    private static Briefing briefing(Turn turn) {
        assertThat(turn.ending()).isInstanceOf(Ending.Handover.class);
        return ((Ending.Handover) turn.ending()).briefing();
    }

    private static Said sure(CategoryCode category) {
        return said("…", meaning(category, 0.9));
    }

    private static Said unsure() {
        return said(
                "c'est cassé",
                new Understood(
                        List.of(new Guess(HOLE, 0.45), new Guess(PAVEMENT, 0.4), new Guess(LAMP, 0.15)),
                        null,
                        false,
                        List.of()));
    }

    private static Said nonsense() {
        return said("blabla", meaning(OTHER, 0.9));
    }

    private static Said answer(String text, @Nullable String place) {
        return new Said(text, meaning(OTHER, 0.9), Wish.NONE, place, null, null, null);
    }

    private static Said wish(Wish wish, String text) {
        return new Said(text, meaning(OTHER, 0.9), wish, null, null, null, null);
    }

    private static Said asking(@Nullable RequestStatus status) {
        return new Said(
                "NCA-26-000123", meaning(OTHER, 0.9), Wish.NONE, null, null, new Asked("NCA-26-000123", status), null);
    }

    private static Said said(String text, Understood meaning) {
        return new Said(text, meaning, Wish.NONE, null, null, null, null);
    }

    private static Understood meaning(CategoryCode category, double probability) {
        var rest = category.equals(OTHER) ? HOLE : OTHER;
        return new Understood(
                List.of(new Guess(category, probability), new Guess(rest, 1 - probability)), null, false, List.of());
    }
}
