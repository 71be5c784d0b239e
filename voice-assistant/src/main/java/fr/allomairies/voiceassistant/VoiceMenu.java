package fr.allomairies.voiceassistant;

import fr.allomairies.contact.CategoryCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keypad dialogue that every call begins with. Pure: the state is carried by the caller of it, and the same
/// state and input give the same turn. Complete on its own: a city without a speech model has a full service.
public interface VoiceMenu {

    /// @param open whether the hotline is open now
    Turn begin(boolean open, String language);

    Turn on(MenuState state, Input input);

    /// What to do next: play the prompts, then wait for a key, or act on the ending.
    ///
    /// @param prompts names of prompts, played in order; a key stops them
    /// @param ending absent while the dialogue goes on
    record Turn(
            MenuState state, List<String> prompts, @Nullable Ending ending) {}

    /// @param wrongKeys so far; two lead to a person
    record MenuState(String step, int wrongKeys, String language) {}

    sealed interface Input {

        record Key(char key) implements Input {}

        /// Nothing was pressed in time: it leads to a person.
        record Silence() implements Input {}
    }

    sealed interface Ending {

        /// To the queue; without a category the caller asked for a person or did not choose.
        record ToAgent(@Nullable CategoryCode category) implements Ending {}

        /// Outside the opening hours: the line itself says so and hangs up.
        record Closed() implements Ending {}
    }
}
