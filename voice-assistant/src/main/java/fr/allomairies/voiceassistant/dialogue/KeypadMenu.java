package fr.allomairies.voiceassistant.dialogue;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.VoiceMenu;
import fr.allomairies.voiceassistant.VoiceSettings.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One menu, one level deep: a caller who does not find his theme is never more than one key away from a person, and
/// who presses nothing hears it once and gets a person, for his telephone or his hand may know no keys.
public final class KeypadMenu implements VoiceMenu {

    private static final int WRONG_KEYS_TO_A_PERSON = 2;
    private static final char PERSON = '0';
    /// The star is the key that is announced; the others are what people press when they want to hear it again.
    private static final String REPEAT = "9*#";

    private final List<Choice> choices;
    private final List<String> themes;
    /// With what the welcome has said the first time, and the key for once more.
    private final List<String> again;

    public KeypadMenu(List<Choice> choices) {
        this.choices = List.copyOf(choices);
        this.themes = themes(choices);
        this.again =
                Stream.concat(themes.stream(), Stream.of("person", "repeat")).toList();
    }

    @Override
    public Turn begin(boolean open, String language) {
        var state = new MenuState("menu", 0, language);
        return open ? new Turn(state, opening(), null) : new Turn(state, List.of(), new Ending.Closed());
    }

    @Override
    public Turn on(MenuState state, Input input) {
        return switch (input) {
            case Input.Silence() -> toAgent(state, null);
            case Input.Key(char key) when key == PERSON -> toAgent(state, null);
            case Input.Key(char key) when REPEAT.indexOf(key) >= 0 -> new Turn(state, again, null);
            case Input.Key(char key) ->
                choice(key).map(choice -> toAgent(state, choice.category())).orElseGet(() -> wrong(state));
        };
    }

    private Optional<Choice> choice(char key) {
        return choices.stream().filter(choice -> choice.key() == key).findFirst();
    }

    private Turn wrong(MenuState state) {
        var next = new MenuState(state.step(), state.wrongKeys() + 1, state.language());
        if (next.wrongKeys() >= WRONG_KEYS_TO_A_PERSON) {
            return toAgent(next, null);
        }
        return new Turn(next, preceded("invalid", again), null);
    }

    private static Turn toAgent(MenuState state, @Nullable CategoryCode category) {
        return new Turn(state, List.of("connecting"), new Ending.ToAgent(category));
    }

    /// The disclosure that a machine speaks, and that 0 leads to a person, come before anything else.
    private List<String> opening() {
        return preceded("welcome", preceded("menu-intro", themes));
    }

    private static List<String> themes(List<Choice> choices) {
        var prompts = new ArrayList<String>();
        for (var choice : choices) {
            prompts.add(choice.prompt());
            prompts.add("press-" + choice.key());
        }
        return List.copyOf(prompts);
    }

    private static List<String> preceded(String first, List<String> rest) {
        var all = new ArrayList<String>();
        all.add(first);
        all.addAll(rest);
        return List.copyOf(all);
    }
}
