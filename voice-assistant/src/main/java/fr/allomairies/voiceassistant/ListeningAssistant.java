package fr.allomairies.voiceassistant;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.VoiceSettings.Choice;
import fr.allomairies.voiceassistant.dialogue.Dialogue;
import fr.allomairies.voiceassistant.dialogue.Questions;
import fr.allomairies.voiceassistant.dialogue.Utterance;
import fr.allomairies.voiceassistant.hearing.Ear;
import fr.allomairies.voiceassistant.understanding.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The ear before the dialogue, and what the house knows behind it.
final class ListeningAssistant implements Assistant {

    private static final String SHARED = "shared";

    private final Ear ear;
    private final Supplier<Thresholds> thresholds;
    private final Questions questions = questions();
    private final List<CategoryCode> menu;
    private final Answers answers;
    private final KnownRequests known;

    /// @param thresholds asked for at each turn
    /// @param menu the themes of the telephone's keypad
    ListeningAssistant(
            Understanding understanding,
            RequestStatuses requests,
            Answers answers,
            KnownRequests known,
            Supplier<Thresholds> thresholds,
            List<Choice> menu) {
        this.answers = answers;
        this.known = known;
        ear = new Ear(understanding, requests);
        this.thresholds = thresholds;
        this.menu = menu.stream().map(Choice::category).toList();
    }

    /// By the thresholds of this moment.
    private Dialogue dialogue() {
        return new Dialogue(questions, menu, thresholds.get());
    }

    @Override
    public Turn begin() {
        return dialogue().begin();
    }

    @Override
    public Turn hear(DialogueState state, String text) {
        return settled(dialogue().on(state, ear.hear(text)));
    }

    @Override
    public Turn overhear(DialogueState state, String text) {
        return dialogue().on(state, ear.overhear(text));
    }

    /// With what the house says, where it is asked.
    private Turn settled(Turn turn) {
        var state = turn.state();
        var asked = asked(state);
        if (asked.isEmpty()) {
            return turn;
        }
        var next = settled(dialogue().on(state, asked.get()));
        return new Turn(
                next.state(),
                Stream.concat(turn.replies().stream(), next.replies().stream()).toList(),
                next.ending());
    }

    private Optional<Utterance> asked(DialogueState state) {
        return switch (state.step()) {
            case RECALLING ->
                Optional.of(
                        new Utterance.Recalled(answers.about(state.category()).orElse(null)));
            case COMPARING -> {
                var place = Objects.requireNonNull(state.slots().get(Slot.WHERE));
                yield Optional.of(new Utterance.Compared(
                        known.near(state.category(), place).orElse(null)));
            }
            case LISTENING,
                    CHOOSING,
                    MENU,
                    WHERE,
                    SINCE,
                    HAZARD,
                    NUMBER,
                    HELPFUL,
                    ENOUGH,
                    JOINING,
                    CALLING_BACK,
                    GOING_ON,
                    TELEPHONE,
                    TELEPHONE_RIGHT,
                    OVER -> Optional.empty();
        };
    }

    @Override
    public Turn onKeys(DialogueState state) {
        return dialogue().onKeys(state);
    }

    @Override
    public Optional<Briefing> left(DialogueState state) {
        return dialogue().left(state);
    }

    /// A line is a category, what is asked about it, and whether it may be what others have reported.
    private static Questions questions() {
        var lines = Resource.lines(Questions.class, "questions.txt")
                .map(line -> List.of(line.split(" +")))
                .toList();
        return new Questions(
                lines.stream()
                        .collect(Collectors.toMap(
                                words -> new CategoryCode(words.getFirst()),
                                words -> words.stream()
                                        .skip(1)
                                        .filter(word -> !word.equals(SHARED))
                                        .map(word -> Slot.valueOf(word.toUpperCase(Locale.ROOT)))
                                        .toList())),
                lines.stream()
                        .filter(words -> words.contains(SHARED))
                        .map(words -> new CategoryCode(words.getFirst()))
                        .collect(Collectors.toSet()));
    }
}
