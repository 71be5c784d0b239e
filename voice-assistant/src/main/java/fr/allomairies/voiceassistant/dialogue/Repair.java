package fr.allomairies.voiceassistant.dialogue;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Assistant.Prompt;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Assistant.Turn;
import fr.allomairies.voiceassistant.Assistant.Why;
import fr.allomairies.voiceassistant.DialogueState;
import fr.allomairies.voiceassistant.DialogueState.Step;
import java.util.List;

/// What is done when the machine has not understood: once again in other words, then the menu, then a person. So
/// many failures in all lead to a person at once.
final class Repair {

    private final List<CategoryCode> menu;
    private final int failures;

    Repair(List<CategoryCode> menu, int failures) {
        this.menu = List.copyOf(menu);
        this.failures = failures;
    }

    /// What the citizen said of himself was not understood. The first time is nobody's failure.
    Turn lost(DialogueState state) {
        return state.asked().contains(Prompt.AGAIN) ? failed(state) : Turns.ask(state, Prompt.AGAIN, Step.LISTENING);
    }

    /// A question came to nothing.
    Turn failed(DialogueState before) {
        var state = before.failed();
        if (state.failures() >= failures || hasHadTheMenu(state)) {
            return Turns.handOver(state, Why.LOST, Prompt.LOST);
        }
        return state.keys() || state.asked().contains(Prompt.AGAIN)
                ? themes(state)
                : Turns.ask(state, Prompt.AGAIN, Step.LISTENING);
    }

    /// Who answers by keys hears it once more.
    private boolean hasHadTheMenu(DialogueState state) {
        return !state.keys() && (state.step() == Step.MENU || state.offered().equals(open(state)));
    }

    private List<CategoryCode> open(DialogueState state) {
        return menu.stream()
                .filter(category -> !state.rejected().contains(category))
                .toList();
    }

    Turn themes(DialogueState state) {
        var themes = open(state);
        return new Turn(state.offering(themes).at(Step.MENU), List.of(new Reply.Choice(themes, true)), null);
    }
}
