package fr.allomairies.voiceassistant.dialogue;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Assistant.Briefing;
import fr.allomairies.voiceassistant.Assistant.Ending.CallBack;
import fr.allomairies.voiceassistant.Assistant.Ending.Goodbye;
import fr.allomairies.voiceassistant.Assistant.Ending.Handover;
import fr.allomairies.voiceassistant.Assistant.Ending.Joined;
import fr.allomairies.voiceassistant.Assistant.Prompt;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Assistant.Turn;
import fr.allomairies.voiceassistant.Assistant.Why;
import fr.allomairies.voiceassistant.Danger;
import fr.allomairies.voiceassistant.DialogueState;
import fr.allomairies.voiceassistant.DialogueState.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the machine does next, in the shapes that every step uses.
final class Turns {

    private Turns() {}

    static Turn ask(DialogueState state, List<Reply> before, Prompt prompt, Step step) {
        return new Turn(state.asking(prompt).at(step), then(before, new Reply.Say(prompt)), null);
    }

    static Turn ask(DialogueState state, Prompt prompt, Step step) {
        return ask(state, List.of(), prompt, step);
    }

    static Turn handOver(DialogueState state, Why why, Prompt words) {
        return handOver(state, List.of(), why, words);
    }

    /// Where people are long in coming he is asked once whether he would rather be called back, or go on otherwise.
    static Turn handOver(DialogueState state, List<Reply> before, Why why, Prompt words) {
        if (state.slow() != null) {
            return state.handing() == null && mayBeCalled(why)
                    ? Ways.ask(state.handing(why), before, state.slow())
                    : over(state, then(before, new Reply.Say(words)), briefing(state, why));
        }
        var callback = state.callback();
        if (callback != null && !state.asked().contains(Prompt.CALL_BACK) && mayBeCalled(why)) {
            var busy = new Reply.Busy(callback);
            return ask(state.handing(why), then(before, busy), Prompt.CALL_BACK, Step.CALLING_BACK);
        }
        return over(state, then(before, new Reply.Say(words)), briefing(state, why));
    }

    private static boolean mayBeCalled(Why why) {
        return switch (why) {
            case ASKED_FOR, UNDERSTOOD, LOST, ANSWER_DID_NOT_HELP -> true;
            case DANGER, INSULT, OTHER_LANGUAGE, LEFT -> false;
        };
    }

    /// Silence leaves him waiting.
    static Turn calledBack(DialogueState state, boolean wanted) {
        var why = Objects.requireNonNull(state.handing());
        return wanted
                ? new Turn(
                        state.at(Step.OVER),
                        List.of(new Reply.Say(Prompt.CALLED_BACK)),
                        new CallBack(briefing(state, why)))
                : handOver(state, why, Prompt.PERSON);
    }

    /// @param danger absent where it was learned to be one and no rule names it
    static Turn emergency(DialogueState state, @Nullable Danger danger) {
        var known = briefing(state, Why.DANGER);
        return over(
                state,
                List.of(
                        new Reply.Emergency(Objects.requireNonNullElse(danger, Danger.HELP)),
                        new Reply.Say(Prompt.PERSON)),
                new Briefing(known.why(), known.matter(), known.words(), true, danger, known.slots()));
    }

    /// Whoever has said what he wants is passed on, even when he does not stay for the questions.
    static Turn leave(DialogueState state) {
        return state.wantsSomething() ? handOver(state, Why.UNDERSTOOD, Prompt.PASSED_ON) : goodbye(state, false);
    }

    static Turn goodbye(DialogueState state, boolean answered) {
        return new Turn(
                state.at(Step.OVER), List.of(new Reply.Say(Prompt.GOODBYE)), new Goodbye(answered, about(state)));
    }

    static Turn joined(DialogueState state, String request) {
        return new Turn(state.at(Step.OVER), List.of(), new Joined(briefing(state, Why.UNDERSTOOD), request));
    }

    private static @Nullable CategoryCode about(DialogueState state) {
        return state.matter() == null ? null : state.category();
    }

    static Briefing briefing(DialogueState state, Why why) {
        var matter = state.matter();
        return new Briefing(
                why,
                matter == null ? null : matter.guess(),
                matter == null ? List.of() : matter.words(),
                false,
                null,
                state.slots());
    }

    private static Turn over(DialogueState state, List<Reply> replies, Briefing briefing) {
        return new Turn(state.at(Step.OVER), replies, new Handover(briefing));
    }

    private static List<Reply> then(List<Reply> before, Reply last) {
        var replies = new ArrayList<>(before);
        replies.add(last);
        return replies;
    }
}
