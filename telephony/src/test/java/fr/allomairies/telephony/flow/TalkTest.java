package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.AfterHours.Taken;
import fr.allomairies.telephony.flow.Talk.Expected;
import fr.allomairies.telephony.flow.TalkStore.State;
import fr.allomairies.voiceassistant.Assistant;
import fr.allomairies.voiceassistant.Assistant.Briefing;
import fr.allomairies.voiceassistant.Assistant.Ending.CallBack;
import fr.allomairies.voiceassistant.Assistant.Ending.Handover;
import fr.allomairies.voiceassistant.Assistant.Ending.Joined;
import fr.allomairies.voiceassistant.Assistant.Prompt;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Assistant.Slot;
import fr.allomairies.voiceassistant.Assistant.Turn;
import fr.allomairies.voiceassistant.Assistant.Why;
import fr.allomairies.voiceassistant.AssistantWording;
import fr.allomairies.voiceassistant.Danger;
import fr.allomairies.voiceassistant.DialogueState;
import fr.allomairies.voiceassistant.DialogueState.Step;
import fr.allomairies.voiceassistant.Manner;
import fr.allomairies.voiceassistant.SpokenWording;
import fr.allomairies.voiceassistant.Understanding.Guess;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

class TalkTest {

    static final CallId CALL = new CallId("asterisk-1-1795295779.0");
    static final CategoryCode POTHOLE = new CategoryCode("roads.pothole");
    static final String PLACE = "rue de France, Nice";
    static final DialogueState KEYS = DialogueState.BEGINNING.onKeys();

    final Assistant assistant = mock();
    final TalkStore store = mock();
    final SharedMatters shared = mock();
    final LongWait longWait = mock();
    final AfterHours afterHours = mock();

    @BeforeEach
    void says() {
        when(assistant.begin())
                .thenReturn(new Turn(DialogueState.BEGINNING, List.of(new Reply.Say(Prompt.OPENING)), null));
        when(assistant.onKeys(any()))
                .thenReturn(new Turn(KEYS.at(Step.MENU), List.of(new Reply.Choice(List.of(POTHOLE), true)), null));
        when(afterHours.take(any(), any()))
                .thenReturn(new Taken("NCA-26-000123", LocalDateTime.of(2026, 11, 30, 8, 30), true));
    }

    @Test
    void takesTheRequestWhileNobodyAnswersAndSaysItsNumberTwiceAndWhatIsNext() {
        var talk = talk(afterHours);
        assertThat(talk.begin(false).sentences().getFirst()).contains("fermés", "enregistrer votre demande");
        answers(Why.UNDERSTOOD, POTHOLE, null);

        var last = talk.press("1");

        assertThat(last.expected()).isEqualTo(Expected.NOTHING);
        assertThat(last.sentences())
                .containsExactly(
                        "Votre demande est enregistrée. Son numéro est :",
                        "2, 6, 0, 0, 0, 1, 2, 3",
                        "Je répète :",
                        "2, 6, 0, 0, 0, 1, 2, 3",
                        "Nous ouvrons lundi 30 novembre à 8 heures 30.",
                        "Un téléconseiller lira alors votre demande, et vous rappellera au numéro dont vous appelez."
                                + " Au revoir.");
        verify(afterHours).take(eq(CALL), about(POTHOLE, false));
    }

    @Test
    void tellsWhomToCallWhileNobodyAnswersToo() {
        var talk = talk(afterHours);
        talk.begin(false);
        answers(Why.DANGER, POTHOLE, Danger.FIRE);

        var told = talk.press("1");
        assertThat(told.sentences()).singleElement().asString().contains("appelez tout de suite le 18");
        verify(afterHours, never()).take(any(), any());

        assertThat(told.then().get()).hasSize(6).first().asString().contains("enregistrée");
        verify(afterHours).take(eq(CALL), about(POTHOLE, true));
    }

    /// Whether it is stored or not.
    @Test
    void tellsWhomToCallBeforeItIsStored() {
        var talk = talk(null);
        talk.begin(true);
        answers(Why.DANGER, null, Danger.FIRE);
        doThrow(new QueryTimeoutException("away")).when(store).add(any(), anyString());

        var told = talk.hear("il y a le feu");

        assertThat(told.expected()).isEqualTo(Expected.NOTHING);
        assertThat(told.sentences()).singleElement().asString().contains("appelez tout de suite le 18");
        assertThat(told.then().get()).as("nothing is promised").isEmpty();

        doNothing().when(store).add(any(), anyString());
        assertThat(told.then().get()).hasSize(1);
        verify(store).end(eq(CALL), eq(State.HANDED_OVER), eq(AssistantEnd.DANGER), about(null, true));
    }

    @Test
    void takesNoRequestOfWhoWantsNothingOrCannotBeCalled() {
        var silent = talk(afterHours);
        silent.begin(false);
        answers(Why.LOST, null, null);
        assertThat(silent.press("").sentences()).isEmpty();

        var withheld = talk(afterHours);
        withheld.begin(false);
        answers(Why.ASKED_FOR, null, null);
        assertThat(withheld.press("0").sentences()).isEmpty();

        verify(afterHours, never()).take(any(), any());
    }

    @Test
    void saysTheNumberOfWhoIsWithTheRequestOfOthersAndHandsOverWhereThatIsSettled() {
        when(shared.join(eq(CALL), about(POTHOLE, false), eq("NCA-26-000321")))
                .thenReturn(Optional.of("NCA-26-000888"));
        var talk = talk(null);
        talk.begin(false);
        joins();
        assertThat(talk.press("1").sentences())
                .containsSequence("Votre signalement y est joint. Son numéro est :", "2, 6, 0, 0, 0, 8, 8, 8");
        verify(store, never()).end(any(), any(), any(), any());

        when(shared.join(any(), any(), anyString())).thenReturn(Optional.empty());
        var settled = talk(null);
        settled.begin(false);
        assertThat(settled.press("1").sentences()).singleElement().asString().contains("téléconseiller");
        verify(store).end(eq(CALL), eq(State.HANDED_OVER), eq(AssistantEnd.UNDERSTOOD), about(POTHOLE, false));
    }

    /// Asked where he would wait, with what it is about.
    @Test
    void tellsTheDialogueAtWhichNumberHeCanBeCalledBack() {
        when(longWait.callback(CALL, POTHOLE)).thenReturn(Optional.of("0493001122"));
        answers(Why.UNDERSTOOD, POTHOLE, null);
        when(assistant.hear(argThat(state -> state != null && state.callback() != null), anyString()))
                .thenReturn(new Turn(
                        KEYS.at(Step.CALLING_BACK).callable("0493001122"),
                        List.of(new Reply.Busy("0493001122"), new Reply.Say(Prompt.CALL_BACK)),
                        null));
        var talk = talk(null);
        talk.begin(false);

        assertThat(talk.press("1").sentences()).contains("0, 4, 9, 3, 0, 0, 1, 1, 2, 2");

        var briefing =
                new Briefing(Why.UNDERSTOOD, new Guess(POTHOLE, 1), List.of(), false, null, Map.of(Slot.WHERE, PLACE));
        when(assistant.hear(any(), anyString()))
                .thenReturn(new Turn(
                        KEYS.at(Step.OVER), List.of(new Reply.Say(Prompt.CALLED_BACK)), new CallBack(briefing)));
        assertThat(talk.press("1").sentences()).singleElement().asString().contains("nous vous rappelons");
        verify(store).end(eq(CALL), eq(State.CALLBACK), eq(AssistantEnd.UNDERSTOOD), about(POTHOLE, false));
        assertThat(talk.isPressing("un conseiller", true)).isFalse();
    }

    /// The database may be away, or slow.
    @Test
    void asksForNoCallbackBeforeItTellsWhomToCall() {
        when(longWait.callback(any(), any())).thenThrow(new QueryTimeoutException("away"));
        var talk = talk(null);
        talk.begin(true);
        answers(Why.DANGER, null, Danger.FIRE);
        assertThat(talk.hear("il y a le feu").sentences())
                .singleElement()
                .asString()
                .contains("appelez tout de suite le 18");
        verify(longWait, never()).callback(any(), any());

        answers(Why.ASKED_FOR, null, null);
        assertThat(talk(null).press("0").sentences()).singleElement().asString().contains("téléconseiller");
    }

    private static Summary about(@Nullable CategoryCode category, boolean urgent) {
        return argThat(summary -> summary != null
                && Objects.equals(summary.category(), category)
                && summary.urgent() == urgent
                && PLACE.equals(summary.place()));
    }

    private void joins() {
        var briefing =
                new Briefing(Why.UNDERSTOOD, new Guess(POTHOLE, 1), List.of(), false, null, Map.of(Slot.WHERE, PLACE));
        when(assistant.hear(any(), anyString()))
                .thenReturn(new Turn(KEYS.at(Step.OVER), List.of(), new Joined(briefing, "NCA-26-000321")));
    }

    @Test
    void notesThatHeWantsToBeCalled() {
        when(afterHours.isCallable(CALL)).thenReturn(true);
        var talk = talk(afterHours);
        talk.begin(false);
        answers(Why.ASKED_FOR, null, null);
        assertThat(talk.press("0").sentences()).hasSize(6);
    }

    /// Also when nothing else is asked: the question stands, in words for keys.
    @Test
    void goesOnByKeysFromTheFirstKeyOn() {
        var talk = talk(null);
        assertThat(talk.begin(true).byVoice()).isTrue();
        var menu = talk.press("1");
        assertThat(menu.byVoice()).isFalse();
        assertThat(menu.sentences()).contains("Tapez le chiffre de votre sujet.");

        when(assistant.onKeys(any())).thenReturn(new Turn(KEYS.at(Step.HAZARD), List.of(), null));
        when(assistant.hear(any(), anyString()))
                .thenReturn(
                        new Turn(DialogueState.BEGINNING.at(Step.HAZARD), List.of(new Reply.Say(Prompt.HAZARD)), null));
        var asked = talk(null);
        asked.begin(true);
        assertThat(asked.hear("une fuite de gaz").sentences())
                .containsExactly("Quelqu’un est-il en danger en ce moment ? Répondez par oui ou par non.");
        assertThat(asked.toKeys().sentences())
                .containsExactly("Quelqu’un est-il en danger en ce moment ? Si oui, tapez un. Sinon, tapez deux.");
    }

    /// A yes to a question may become a "yes, but": it is waited for.
    @Test
    void isPressingInMidSentenceWhenADangerHasAName() {
        var talk = talk(null);
        talk.begin(true);
        answers(Why.DANGER, null, Danger.FIRE);
        assertThat(talk.isPressing("il y a le feu", false)).isTrue();
        answers(Why.ASKED_FOR, null, null);
        assertThat(talk.isPressing("un conseiller", false)).isFalse();
        assertThat(talk.isPressing("un conseiller", true)).isTrue();
        answers(Why.UNDERSTOOD, POTHOLE, null);
        assertThat(talk.isPressing("un trou", true)).isFalse();
    }

    @Test
    void storesWhatWasSaidInHisOwnWordsAndWhatWePromptedAsQuoted() {
        var talk = talk(null);
        talk.begin(true);
        answers(Why.UNDERSTOOD, POTHOLE, null);
        talk.hear("un trou");
        verify(store).add(eq(CALL), startsWith("un trou\n> "));
        verify(store).end(eq(CALL), eq(State.HANDED_OVER), eq(AssistantEnd.UNDERSTOOD), about(POTHOLE, false));
    }

    private void answers(Why why, @Nullable CategoryCode matter, @Nullable Danger danger) {
        var briefing = new Briefing(
                why,
                matter == null ? null : new Guess(matter, 1),
                List.of(),
                danger != null,
                danger,
                Map.of(Slot.WHERE, PLACE));
        var person = new Reply.Say(Prompt.PERSON);
        List<Reply> replies = danger == null ? List.of(person) : List.of(new Reply.Emergency(danger), person);
        when(assistant.hear(any(), anyString()))
                .thenReturn(new Turn(KEYS.at(Step.OVER), replies, new Handover(briefing)));
        when(assistant.overhear(any(), anyString()))
                .thenReturn(new Turn(KEYS.at(Step.OVER), replies, new Handover(briefing)));
    }

    private Talk talk(@Nullable AfterHours desk) {
        return new Talk(
                CALL,
                assistant,
                new SpokenWording(Manner.asShipped(), CategoryCode::value),
                new AssistantWording(Manner.asShipped(), Locale.FRENCH, CategoryCode::value),
                store,
                shared,
                longWait,
                desk);
    }
}
