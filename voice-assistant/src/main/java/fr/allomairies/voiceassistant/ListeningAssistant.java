package fr.allomairies.voiceassistant;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.VoiceSettings.Choice;
import fr.allomairies.voiceassistant.dialogue.Dialogue;
import fr.allomairies.voiceassistant.dialogue.Questions;
import fr.allomairies.voiceassistant.hearing.Ear;
import fr.allomairies.voiceassistant.understanding.Resource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The ear before the dialogue.
final class ListeningAssistant implements Assistant {

    private final Ear ear;
    private final Dialogue dialogue;

    /// @param menu the themes of the telephone's keypad
    ListeningAssistant(Understanding understanding, RequestStatuses requests, List<Choice> menu) {
        ear = new Ear(understanding, requests);
        dialogue = new Dialogue(questions(), menu.stream().map(Choice::category).toList());
    }

    @Override
    public Turn begin() {
        return dialogue.begin();
    }

    @Override
    public Turn hear(DialogueState state, String text) {
        return dialogue.on(state, ear.hear(text));
    }

    @Override
    public Turn onKeys(DialogueState state) {
        return dialogue.onKeys(state);
    }

    @Override
    public Optional<Briefing> left(DialogueState state) {
        return dialogue.left(state);
    }

    /// A line is a category and what is asked about it.
    private static Questions questions() {
        return new Questions(Resource.lines(Questions.class, "questions.txt")
                .map(line -> line.split(" +"))
                .collect(Collectors.toMap(
                        words -> new CategoryCode(words[0]),
                        words -> Arrays.stream(words)
                                .skip(1)
                                .map(word -> Slot.valueOf(word.toUpperCase(Locale.ROOT)))
                                .toList())));
    }
}
