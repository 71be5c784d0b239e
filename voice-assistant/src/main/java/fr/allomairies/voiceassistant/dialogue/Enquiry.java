package fr.allomairies.voiceassistant.dialogue;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Answer;
import fr.allomairies.voiceassistant.Assistant.Prompt;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Assistant.Slot;
import fr.allomairies.voiceassistant.Assistant.Turn;
import fr.allomairies.voiceassistant.Assistant.Why;
import fr.allomairies.voiceassistant.DialogueState;
import fr.allomairies.voiceassistant.DialogueState.Matter;
import fr.allomairies.voiceassistant.DialogueState.Step;
import fr.allomairies.voiceassistant.KnownRequest;
import fr.allomairies.voiceassistant.Understanding.Guess;
import fr.allomairies.voiceassistant.dialogue.Utterance.Said;
import fr.allomairies.voiceassistant.dialogue.Utterance.Wish;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Asks what the matter needs, each once, and then hands over.
final class Enquiry {

    private static final CategoryCode FOLLOW_UP = new CategoryCode("request.follow-up");
    private static final int LONGEST_ANSWER = 200;

    private final Questions questions;
    private final Repair repair;

    Enquiry(Questions questions, Repair repair) {
        this.questions = questions;
        this.repair = repair;
    }

    /// The matter is known, and is said back with the first question.
    Turn begun(DialogueState state, Guess guess, List<String> words) {
        var known = state.about(new Matter(guess, words));
        if (guess.category().equals(FOLLOW_UP)) {
            return Turns.ask(known, Prompt.NUMBER, Step.NUMBER);
        }
        var asksWhere =
                question(known).map(Question::step).filter(Step.WHERE::equals).isPresent();
        var replies = noted(known);
        replies.addFirst(new Reply.Matter(guess.category(), asksWhere));
        return mayBeTold(guess.category()) ? new Turn(known.at(Step.RECALLING), replies, null) : goOn(known, replies);
    }

    /// Where somebody may be in danger, people answer. What was told and was not enough is not told again.
    private boolean mayBeTold(CategoryCode category) {
        return !questions.of(category).contains(Slot.HAZARD);
    }

    Turn recalled(DialogueState state, @Nullable Answer answer) {
        return answer == null || state.asked().contains(Prompt.ENOUGH)
                ? goOn(state, List.of())
                : Turns.ask(state, List.of(new Reply.Told(answer)), Prompt.ENOUGH, Step.ENOUGH);
    }

    Turn told(DialogueState state, Said said) {
        return said.wish() == Wish.LEAVE ? Turns.goodbye(state, false) : told(state, confirms(said));
    }

    /// That he has his answer.
    static boolean confirms(Said said) {
        return said.wish() == Wish.AGREED || said.wish() == Wish.THANKS;
    }

    /// Who needs more is asked what people need to know.
    Turn told(DialogueState state, boolean enough) {
        return enough ? Turns.goodbye(state, true) : goOn(state, List.of());
    }

    /// Where and since when may be said in any sentence.
    static DialogueState remembering(DialogueState state, Said said) {
        var next = state;
        if (said.place() != null && state.slots().getOrDefault(Slot.WHERE, "").isEmpty()) {
            next = next.with(Slot.WHERE, said.place());
        }
        if (said.since() != null && state.slots().getOrDefault(Slot.SINCE, "").isEmpty()) {
            next = next.with(Slot.SINCE, said.since());
        }
        return next;
    }

    Turn answered(DialogueState state, Said said) {
        if (said.takesLeave()) {
            return Turns.leave(state);
        }
        return switch (slot(state)) {
            case WHERE -> where(state, said);
            case SINCE -> since(state, said);
            case HAZARD -> hazard(state, said.isYes(), answer(said));
        };
    }

    Turn unanswered(DialogueState state) {
        return goOn(state.with(slot(state), ""), List.of());
    }

    private Turn where(DialogueState state, Said said) {
        if (said.wish() == Wish.NO && said.place() == null) {
            return otherMatter(state);
        }
        return placed(state, said.place() == null ? answer(said) : said.place());
    }

    private Turn since(DialogueState state, Said said) {
        if (said.wish() != Wish.NO) {
            return next(state.with(Slot.SINCE, said.since() == null ? answer(said) : said.since()), List.of());
        }
        if (said.place() != null) {
            return placed(state, said.place());
        }
        return state.slots().containsKey(Slot.WHERE) && !state.asked().contains(Prompt.WHERE_AGAIN)
                ? Turns.ask(state, Prompt.WHERE_AGAIN, Step.WHERE)
                : otherMatter(state);
    }

    Turn hazard(DialogueState state, boolean danger, String answer) {
        var known = state.with(Slot.HAZARD, answer);
        return danger ? Turns.emergency(known, null) : goOn(known, List.of());
    }

    private Turn placed(DialogueState state, String place) {
        var known = state.with(Slot.WHERE, place);
        return goOn(known, noted(known));
    }

    /// A no to what was said back.
    private Turn otherMatter(DialogueState state) {
        return repair.failed(state.withoutMatter());
    }

    /// Others may have reported the same, which is told once.
    private Turn goOn(DialogueState state, List<Reply> before) {
        return mayBeKnown(state) ? new Turn(state.at(Step.COMPARING), before, null) : next(state, before);
    }

    /// As soon as it is known where it is, and that nobody is in danger.
    private boolean mayBeKnown(DialogueState state) {
        var asks = questions.of(state.category());
        return questions.isShared(state.category())
                && !state.slots().getOrDefault(Slot.WHERE, "").isEmpty()
                && (!asks.contains(Slot.HAZARD) || state.slots().containsKey(Slot.HAZARD))
                && !state.asked().contains(Prompt.JOIN);
    }

    Turn compared(DialogueState state, @Nullable KnownRequest request) {
        return request == null
                ? next(state, List.of())
                : Turns.ask(
                        state.knowing(request.number()), List.of(new Reply.Known(request)), Prompt.JOIN, Step.JOINING);
    }

    Turn joined(DialogueState state, Said said) {
        return said.takesLeave() ? Turns.leave(state) : joined(state, said.wish() == Wish.AGREED);
    }

    /// Who has anything to add makes a request of his own.
    Turn joined(DialogueState state, boolean same) {
        return same ? Turns.joined(state, Objects.requireNonNull(state.known())) : next(state, List.of());
    }

    private Turn next(DialogueState state, List<Reply> before) {
        return question(state)
                .map(question -> Turns.ask(state, before, question.prompt(), question.step()))
                .orElseGet(() -> Turns.handOver(state, before, why(state), Prompt.PASSED_ON));
    }

    private static Why why(DialogueState state) {
        return state.asked().contains(Prompt.ENOUGH) ? Why.ANSWER_DID_NOT_HELP : Why.UNDERSTOOD;
    }

    private Optional<Question> question(DialogueState state) {
        return questions.of(state.category()).stream()
                .filter(slot -> !state.slots().containsKey(slot))
                .filter(slot -> !state.keys() || slot == Slot.HAZARD)
                .flatMap(Enquiry::questions)
                .filter(question -> !state.asked().contains(question.prompt()))
                .findFirst();
    }

    private static List<Reply> noted(DialogueState state) {
        var replies = new ArrayList<Reply>();
        var place = state.slots().getOrDefault(Slot.WHERE, "");
        if (!place.isEmpty()) {
            replies.add(new Reply.Noted(place));
        }
        return replies;
    }

    private static String answer(Said said) {
        var line = said.text().strip().replaceAll("\\s+", " ");
        return said.wish() == Wish.DOES_NOT_KNOW ? "" : line.substring(0, Math.min(LONGEST_ANSWER, line.length()));
    }

    /// In the order in which they are used up.
    private static Stream<Question> questions(Slot slot) {
        return switch (slot) {
            case WHERE ->
                Stream.of(new Question(Prompt.WHERE, Step.WHERE), new Question(Prompt.WHERE_AGAIN, Step.WHERE));
            case SINCE -> Stream.of(new Question(Prompt.SINCE, Step.SINCE));
            case HAZARD -> Stream.of(new Question(Prompt.HAZARD, Step.HAZARD));
        };
    }

    private static Slot slot(DialogueState state) {
        return switch (state.step()) {
            case WHERE -> Slot.WHERE;
            case SINCE -> Slot.SINCE;
            case HAZARD -> Slot.HAZARD;
            case LISTENING,
                    RECALLING,
                    COMPARING,
                    CHOOSING,
                    MENU,
                    NUMBER,
                    HELPFUL,
                    ENOUGH,
                    JOINING,
                    CALLING_BACK,
                    GOING_ON,
                    TELEPHONE,
                    TELEPHONE_RIGHT,
                    OVER -> throw new IllegalStateException("nothing is asked at " + state.step());
        };
    }

    private record Question(Prompt prompt, Step step) {}
}
