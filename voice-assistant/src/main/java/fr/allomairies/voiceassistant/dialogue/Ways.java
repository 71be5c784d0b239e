package fr.allomairies.voiceassistant.dialogue;

import fr.allomairies.voiceassistant.Assistant.Ending;
import fr.allomairies.voiceassistant.Assistant.Prompt;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Assistant.Turn;
import fr.allomairies.voiceassistant.DialogueState;
import fr.allomairies.voiceassistant.DialogueState.Slow;
import fr.allomairies.voiceassistant.DialogueState.Step;
import fr.allomairies.voiceassistant.dialogue.Utterance.Said;
import fr.allomairies.voiceassistant.dialogue.Utterance.Wish;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// How who writes goes on while people are long in coming: called back, answered in writing, or waiting, which is what
/// comes of everything that is not understood. [DialogueState#callback] is the number that he has given, if it may be
/// called.
final class Ways {

    private static final Set<Step> STEPS = EnumSet.of(Step.GOING_ON, Step.TELEPHONE, Step.TELEPHONE_RIGHT);

    private static final char CALL_BACK = '1';
    private static final char WRITE = '2';
    private static final char WAIT = '3';

    private Ways() {}

    static Turn ask(DialogueState state, List<Reply> before, Slow slow) {
        return Turns.ask(
                state,
                before,
                switch (slow) {
                    case BUSY -> Prompt.GO_ON_BUSY;
                    case CLOSED -> Prompt.GO_ON_CLOSED;
                },
                Step.GOING_ON);
    }

    /// "To be called by a person" is no wish to wait for one.
    static boolean isAnswer(DialogueState state, Said said) {
        return STEPS.contains(state.step()) && said.way() != null;
    }

    static Turn said(DialogueState state, Said said) {
        if (state.step() == Step.TELEPHONE_RIGHT && said.wish() == Wish.AGREED) {
            return right(state, true);
        }
        return switch (said.way()) {
            case WRITE -> written(state);
            case WAIT -> waits(state);
            case CALL_BACK -> telephone(state);
            case null -> otherwise(state, said);
        };
    }

    private static Turn otherwise(DialogueState state, Said said) {
        if (said.takesLeave()) {
            return Turns.leave(state);
        }
        return switch (state.step()) {
            case TELEPHONE_RIGHT -> right(state, false);
            case TELEPHONE -> telephone(state);
            default -> again(state);
        };
    }

    static Turn pressed(DialogueState state, char key) {
        return switch (state.step()) {
            case TELEPHONE_RIGHT -> right(state, key == CALL_BACK);
            case TELEPHONE -> telephone(state);
            default ->
                switch (key) {
                    case CALL_BACK -> telephone(state);
                    case WRITE -> written(state);
                    case WAIT -> waits(state);
                    default -> again(state);
                };
        };
    }

    static Turn waits(DialogueState state) {
        return Turns.handOver(state, Objects.requireNonNull(state.handing()), Prompt.PASSED_ON);
    }

    private static Turn written(DialogueState state) {
        var briefing = Turns.briefing(state, Objects.requireNonNull(state.handing()));
        return new Turn(state.at(Step.OVER), List.of(), new Ending.InWriting(briefing));
    }

    private static Turn again(DialogueState state) {
        return state.asked().contains(Prompt.GO_ON_AGAIN)
                ? waits(state)
                : Turns.ask(state, Prompt.GO_ON_AGAIN, Step.GOING_ON);
    }

    /// Twice at most.
    private static Turn telephone(DialogueState state) {
        if (state.callback() != null) {
            return state.step() == Step.TELEPHONE_RIGHT && state.asked().contains(Prompt.TELEPHONE_AGAIN)
                    ? waits(state)
                    : readBack(state, state.callback());
        }
        if (state.step() == Step.GOING_ON) {
            return Turns.ask(state, Prompt.TELEPHONE, Step.TELEPHONE);
        }
        return onceMore(state);
    }

    /// Another number in its place is read back as well.
    private static Turn readBack(DialogueState state, String number) {
        var next = state.step() == Step.TELEPHONE_RIGHT ? state.asking(Prompt.TELEPHONE_AGAIN) : state;
        return new Turn(next.at(Step.TELEPHONE_RIGHT), List.of(new Reply.Telephone(number)), null);
    }

    private static Turn right(DialogueState state, boolean yes) {
        if (!yes) {
            return onceMore(state.callable(null));
        }
        var briefing = Turns.briefing(state, Objects.requireNonNull(state.handing()));
        return new Turn(state.at(Step.OVER), List.of(new Reply.Say(Prompt.CALLED_BACK)), new Ending.CallBack(briefing));
    }

    private static Turn onceMore(DialogueState state) {
        return state.asked().contains(Prompt.TELEPHONE_AGAIN)
                ? waits(state)
                : Turns.ask(state, Prompt.TELEPHONE_AGAIN, Step.TELEPHONE);
    }
}
