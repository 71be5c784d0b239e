package fr.allomairies.voiceassistant.dialogue;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Assistant.Prompt;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Assistant.Turn;
import fr.allomairies.voiceassistant.DialogueState;
import fr.allomairies.voiceassistant.DialogueState.Matter;
import fr.allomairies.voiceassistant.DialogueState.Step;
import fr.allomairies.voiceassistant.Thresholds;
import fr.allomairies.voiceassistant.Understanding.Guess;
import fr.allomairies.voiceassistant.dialogue.Utterance.Said;
import fr.allomairies.voiceassistant.dialogue.Utterance.Wish;
import java.util.List;

/// Finds out what it is about: said back when sure, the likeliest two when not.
final class Finding {

    private static final CategoryCode OTHER = new CategoryCode("other");

    private final Enquiry enquiry;
    private final Repair repair;
    private final Requests requests;
    private final Thresholds thresholds;

    Finding(Enquiry enquiry, Repair repair, Requests requests, Thresholds thresholds) {
        this.enquiry = enquiry;
        this.repair = repair;
        this.requests = requests;
        this.thresholds = thresholds;
    }

    Turn listened(DialogueState state, Said said) {
        if (said.asked() != null) {
            return requests.told(hearing(state, said), said.asked());
        }
        if (said.takesLeave()) {
            return Turns.leave(state);
        }
        if (said.wish() == Wish.GREETING && !state.asked().contains(Prompt.GO_AHEAD)) {
            return Turns.ask(state, Prompt.GO_AHEAD, Step.LISTENING);
        }
        var guesses = open(state, said);
        if (isSure(guesses)) {
            return enquiry.begun(state, guesses.getFirst(), said.meaning().reasons());
        }
        return isOneOfTwo(guesses) ? choice(hearing(state, said), guesses) : repair.lost(hearing(state, said));
    }

    Turn chosen(DialogueState state, Said said) {
        if (said.takesLeave()) {
            return Turns.leave(state);
        }
        if (said.asked() != null) {
            return requests.told(state, said.asked());
        }
        var guesses = open(state, said);
        var likeliest = guesses.getFirst();
        var chosen = isSure(guesses) || state.offered().contains(likeliest.category());
        return chosen && said.wish() != Wish.NO
                ? enquiry.begun(state, likeliest, said.meaning().reasons())
                : repair.failed(state.without(state.offered()));
    }

    Turn chosen(DialogueState state, char key) {
        var index = key - '1';
        return index >= 0 && index < state.offered().size()
                ? enquiry.begun(state, new Guess(state.offered().get(index), 1), List.of())
                : repair.failed(state);
    }

    /// What the sentence is likeliest to be about, unless that is known already.
    DialogueState hearing(DialogueState state, Said said) {
        var known = state.matter();
        return known != null && known.guess().probability() >= thresholds.sure()
                ? state
                : state.about(new Matter(
                        said.meaning().guesses().getFirst(), said.meaning().reasons()));
    }

    /// Without what the citizen has said that it is not.
    private static List<Guess> open(DialogueState state, Said said) {
        return said.meaning().guesses().stream()
                .filter(guess -> !state.rejected().contains(guess.category()))
                .toList();
    }

    private boolean isSure(List<Guess> guesses) {
        return guesses.getFirst().probability() >= thresholds.sure()
                && !guesses.getFirst().category().equals(OTHER);
    }

    private boolean isOneOfTwo(List<Guess> guesses) {
        return guesses.size() > 1
                && guesses.get(0).probability() + guesses.get(1).probability() >= thresholds.oneOfTwo()
                && guesses.stream().limit(2).map(Guess::category).noneMatch(OTHER::equals);
    }

    private static Turn choice(DialogueState state, List<Guess> guesses) {
        var two = guesses.stream().limit(2).map(Guess::category).toList();
        return new Turn(state.offering(two).at(Step.CHOOSING), List.of(new Reply.Choice(two, false)), null);
    }
}
