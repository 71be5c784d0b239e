package fr.allomairies.voiceassistant;

import fr.allomairies.contact.CategoryCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says what a text is about. The same for a call that was transcribed, a chat line and a mail. Takes less than a
/// millisecond, keeps nothing, and is safe for many threads.
public interface Understanding {

    Understood of(String text);

    /// @param guesses likeliest first, never empty; each category of the catalogue at most once
    /// @param danger that a rule saw, absent where none did
    /// @param urgent someone is in danger now: a rule said it, or what was learned, which may only raise it
    /// @param reasons the words that counted most for the first guess, the heaviest first; they are the
    /// citizen's own, so they go where his sentence may go and no further
    record Understood(List<Guess> guesses, @Nullable Danger danger, boolean urgent, List<String> reasons) {

        public Understood {
            guesses = List.copyOf(guesses);
            reasons = List.copyOf(reasons);
        }

        public CategoryCode category() {
            return guesses.getFirst().category();
        }

        /// How likely the category is right, 0 to 1.
        public double confidence() {
            return guesses.getFirst().probability();
        }
    }

    record Guess(CategoryCode category, double probability) {}
}
