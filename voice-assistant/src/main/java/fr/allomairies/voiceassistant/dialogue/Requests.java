package fr.allomairies.voiceassistant.dialogue;

import fr.allomairies.voiceassistant.Assistant.Prompt;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Assistant.Turn;
import fr.allomairies.voiceassistant.Assistant.Why;
import fr.allomairies.voiceassistant.DialogueState;
import fr.allomairies.voiceassistant.DialogueState.Step;
import fr.allomairies.voiceassistant.dialogue.Utterance.Asked;
import fr.allomairies.voiceassistant.dialogue.Utterance.Said;
import fr.allomairies.voiceassistant.dialogue.Utterance.Wish;
import java.util.List;

/// Tells how a request fares, and makes sure that this was the question.
final class Requests {

    private final int failures;

    /// @param failures in all that lead to a person
    Requests(int failures) {
        this.failures = failures;
    }

    Turn told(DialogueState state, Asked asked) {
        if (asked.status() != null) {
            return Turns.ask(state, List.of(new Reply.Progress(asked.status())), Prompt.HELPFUL, Step.HELPFUL);
        }
        var next = state.failed();
        return next.failures() >= failures || state.asked().contains(Prompt.NUMBER_UNKNOWN)
                ? Turns.handOver(next, Why.LOST, Prompt.LOST)
                : Turns.ask(next, Prompt.NUMBER_UNKNOWN, Step.NUMBER);
    }

    /// Many have no number at hand: that is no failure, and a person finds the request without.
    Turn numbered(DialogueState state, Said said) {
        return said.asked() == null
                ? Turns.handOver(state, Why.UNDERSTOOD, Prompt.PASSED_ON)
                : told(state, said.asked());
    }

    static Turn helped(DialogueState state, Said said) {
        return said.wish() == Wish.LEAVE ? Turns.goodbye(state, false) : helped(state, Enquiry.confirms(said));
    }

    static Turn helped(DialogueState state, boolean answered) {
        return answered ? Turns.goodbye(state, true) : Turns.handOver(state, Why.ANSWER_DID_NOT_HELP, Prompt.PERSON);
    }
}
