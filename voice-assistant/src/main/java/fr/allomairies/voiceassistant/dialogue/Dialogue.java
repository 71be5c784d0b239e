package fr.allomairies.voiceassistant.dialogue;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Assistant.Briefing;
import fr.allomairies.voiceassistant.Assistant.Prompt;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Assistant.Turn;
import fr.allomairies.voiceassistant.Assistant.Why;
import fr.allomairies.voiceassistant.DialogueState;
import fr.allomairies.voiceassistant.DialogueState.Step;
import fr.allomairies.voiceassistant.Thresholds;
import fr.allomairies.voiceassistant.Understanding.Understood;
import fr.allomairies.voiceassistant.dialogue.Utterance.Compared;
import fr.allomairies.voiceassistant.dialogue.Utterance.Key;
import fr.allomairies.voiceassistant.dialogue.Utterance.Recalled;
import fr.allomairies.voiceassistant.dialogue.Utterance.Said;
import fr.allomairies.voiceassistant.dialogue.Utterance.Silence;
import fr.allomairies.voiceassistant.dialogue.Utterance.Wish;
import java.util.List;
import java.util.Optional;

/// The conversation with the machine. On every line danger comes first, then the wish for a person, then the answer to
/// what was asked.
public final class Dialogue {

    private static final CategoryCode PERSON = new CategoryCode("agent.human");

    private static final char YES = '1';
    private static final char NO = '2';

    private final Finding finding;
    private final Enquiry enquiry;
    private final Repair repair;
    private final Requests requests;
    private final Thresholds thresholds;

    /// @param menu the themes to choose from when nothing else helped, at most nine
    public Dialogue(Questions questions, List<CategoryCode> menu, Thresholds thresholds) {
        this.thresholds = thresholds;
        repair = new Repair(menu, thresholds.failures());
        enquiry = new Enquiry(questions, repair);
        requests = new Requests(thresholds.failures());
        finding = new Finding(enquiry, repair, requests, thresholds);
    }

    public Turn begin() {
        return new Turn(DialogueState.BEGINNING, List.of(new Reply.Say(Prompt.OPENING)), null);
    }

    /// At [Step#RECALLING] and [Step#COMPARING] the house is asked before the citizen hears anything.
    ///
    /// @throws IllegalStateException when the conversation is over
    public Turn on(DialogueState state, Utterance utterance) {
        if (state.step() == Step.OVER) {
            throw new IllegalStateException("the conversation is over");
        }
        return switch (utterance) {
            case Recalled(var answer) -> enquiry.recalled(state, answer);
            case Compared(var request) -> enquiry.compared(state, request);
            case Silence() -> unanswered(state);
            case Key(char key) when key == '0' -> person(state);
            case Key(char key) -> pressed(state, key);
            case Said said -> atAnyTime(state, said).orElseGet(() -> said(Enquiry.remembering(state, said), said));
        };
    }

    public Turn onKeys(DialogueState before) {
        var state = before.onKeys();
        return switch (state.step()) {
            case LISTENING -> repair.themes(state);
            case WHERE, SINCE -> enquiry.unanswered(state);
            case RECALLING,
                    COMPARING,
                    CHOOSING,
                    MENU,
                    HAZARD,
                    NUMBER,
                    HELPFUL,
                    ENOUGH,
                    JOINING,
                    CALLING_BACK,
                    GOING_ON,
                    TELEPHONE,
                    TELEPHONE_RIGHT,
                    OVER -> new Turn(state, List.of(), null);
        };
    }

    /// What a person should know of a citizen who left; empty where he wanted nothing yet.
    public Optional<Briefing> left(DialogueState state) {
        return Optional.of(state)
                .filter(_ -> state.step() != Step.OVER && state.wantsSomething())
                .map(_ -> Turns.briefing(state, Why.LEFT));
    }

    private Optional<Turn> atAnyTime(DialogueState state, Said said) {
        if (said.meaning().urgent()) {
            return Optional.of(Turns.emergency(
                    finding.hearing(Enquiry.remembering(state, said), said),
                    said.meaning().danger()));
        }
        return switch (said.wish()) {
            case PERSON -> Ways.isAnswer(state, said) ? Optional.empty() : Optional.of(person(state));
            case INSULT -> Optional.of(Turns.handOver(state, Why.INSULT, Prompt.INSULT));
            case OTHER_LANGUAGE -> Optional.of(Turns.handOver(state, Why.OTHER_LANGUAGE, Prompt.OTHER_LANGUAGE));
            case NONE, GREETING, AGREED, YES, NO, DOES_NOT_KNOW, THANKS, LEAVE ->
                Optional.of(said.meaning())
                        .filter(this::asksForPerson)
                        .filter(_ -> !Ways.isAnswer(state, said))
                        .map(_ -> person(state));
        };
    }

    private static Turn person(DialogueState state) {
        return Turns.handOver(state, Why.ASKED_FOR, Prompt.PERSON);
    }

    private boolean asksForPerson(Understood meaning) {
        return meaning.category().equals(PERSON) && meaning.confidence() >= thresholds.sure();
    }

    private Turn said(DialogueState state, Said said) {
        return switch (state.step()) {
            case LISTENING -> finding.listened(state, said);
            case CHOOSING, MENU -> finding.chosen(state, said);
            case WHERE, SINCE, HAZARD -> enquiry.answered(state, said);
            case NUMBER -> requests.numbered(state, said);
            case HELPFUL -> Requests.helped(state, said);
            case ENOUGH -> enquiry.told(state, said);
            case JOINING -> enquiry.joined(state, said);
            case CALLING_BACK -> Turns.calledBack(state, said.wish() == Wish.AGREED);
            case GOING_ON, TELEPHONE, TELEPHONE_RIGHT -> Ways.said(state, said);
            case RECALLING, COMPARING, OVER -> throw new IllegalStateException();
        };
    }

    private Turn pressed(DialogueState state, char key) {
        return switch (state.step()) {
            case CHOOSING, MENU -> finding.chosen(state, key);
            case HAZARD ->
                isAnswer(state, key)
                        ? enquiry.hazard(state, key == YES, key == YES ? "oui" : "non")
                        : unanswered(state);
            case HELPFUL -> isAnswer(state, key) ? Requests.helped(state, key == YES) : unanswered(state);
            case ENOUGH -> isAnswer(state, key) ? enquiry.told(state, key == YES) : unanswered(state);
            case JOINING -> isAnswer(state, key) ? enquiry.joined(state, key == YES) : unanswered(state);
            case CALLING_BACK -> Turns.calledBack(state, key == YES);
            case GOING_ON, TELEPHONE, TELEPHONE_RIGHT -> Ways.pressed(state, key);
            case LISTENING, WHERE, SINCE, NUMBER -> unanswered(state);
            case RECALLING, COMPARING, OVER -> throw new IllegalStateException();
        };
    }

    /// To a question that is asked so.
    private static boolean isAnswer(DialogueState state, char key) {
        return state.keys() && (key == YES || key == NO);
    }

    /// Who presses nothing when keys are all that he has may have none.
    private Turn unanswered(DialogueState state) {
        return switch (state.step()) {
            case LISTENING -> repair.lost(state);
            case CHOOSING, MENU -> state.keys() ? Turns.handOver(state, Why.LOST, Prompt.LOST) : repair.failed(state);
            case WHERE, SINCE, HAZARD -> enquiry.unanswered(state);
            case NUMBER, HELPFUL -> Turns.handOver(state, Why.LOST, Prompt.LOST);
            case ENOUGH -> enquiry.told(state, false);
            case JOINING -> enquiry.joined(state, false);
            case CALLING_BACK -> Turns.calledBack(state, false);
            case GOING_ON, TELEPHONE, TELEPHONE_RIGHT -> Ways.waits(state);
            case RECALLING, COMPARING, OVER -> throw new IllegalStateException();
        };
    }
}
