package fr.allomairies.telephony.flow;

import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.TalkStore.State;
import fr.allomairies.voiceassistant.Assistant;
import fr.allomairies.voiceassistant.Assistant.Ending;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Assistant.Turn;
import fr.allomairies.voiceassistant.AssistantWording;
import fr.allomairies.voiceassistant.DialogueState;
import fr.allomairies.voiceassistant.DialogueState.Step;
import fr.allomairies.voiceassistant.SpokenWording;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The conversation of one caller with the assistant, by keys. Each turn is stored before it is said. For one
/// thread at a time.
public final class Talk {

    private final CallId call;
    private final Assistant assistant;
    private final SpokenWording spoken;
    private final AssistantWording written;
    private final TalkStore store;
    private DialogueState state = DialogueState.BEGINNING;

    Talk(CallId call, Assistant assistant, SpokenWording spoken, AssistantWording written, TalkStore store) {
        this.call = call;
        this.assistant = assistant;
        this.spoken = spoken;
        this.written = written;
        this.store = store;
    }

    /// What he is to press next.
    public enum Expected {
        KEY,
        /// The digits of a number, and then the hash.
        NUMBER,
        /// It is over when he has heard it.
        NOTHING
    }

    /// What is said next.
    public record Saying(List<String> sentences, Expected expected) {}

    public CallId call() {
        return call;
    }

    public Saying begin() {
        var hello = assistant.begin();
        var menu = assistant.onKeys(hello.state());
        return say("", new Turn(menu.state(), both(hello.replies(), menu.replies()), null));
    }

    /// @param line a key, a number as it is written, or nothing where nothing was pressed in time
    public Saying hear(String line) {
        return say(heard(line), assistant.hear(state, line));
    }

    private Saying say(String heard, Turn turn) {
        state = turn.state();
        var sentences = spoken.of(turn.replies());
        store.add(call, heard + "> " + String.join(" ", sentences) + "\n");
        var ending = turn.ending();
        if (ending == null) {
            return new Saying(sentences, state.step() == Step.NUMBER ? Expected.NUMBER : Expected.KEY);
        }
        switch (ending) {
            case Ending.Handover(var briefing) ->
                store.end(
                        call,
                        State.HANDED_OVER,
                        quoted(written.of(briefing)),
                        briefing.matter() == null ? null : briefing.matter().category(),
                        briefing.urgent());
            case Ending.Goodbye(boolean answered) ->
                store.end(call, answered ? State.SERVED : State.LEFT, "", null, false);
        }
        return new Saying(sentences, Expected.NOTHING);
    }

    private static String heard(String line) {
        return line.isEmpty() ? "" : "> Touche : " + line + "\n";
    }

    private static String quoted(String text) {
        return text.lines().map(line -> "> " + line).collect(Collectors.joining("\n")) + "\n";
    }

    private static List<Reply> both(List<Reply> first, List<Reply> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
