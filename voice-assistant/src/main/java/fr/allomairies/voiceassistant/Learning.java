package fr.allomairies.voiceassistant;

import fr.allomairies.contact.CategoryCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the assistant understands by can be learned anew, with sentences that people of the house have labelled beside
/// the project's own, and changed while all goes on. What is urgent by what the product comes with stays urgent,
/// whatever is learned.
public interface Learning {

    /// All that can be understood, in the order of their codes.
    List<CategoryCode> categories();

    /// Takes some seconds of one processor, and some hundred megabytes. Changes nothing.
    ///
    /// @param unseen are not learned: the result is measured by them
    /// @param progress is told by several threads
    Learned learn(List<Labelled> labelled, List<Labelled> unseen, Progress progress);

    /// How far it is.
    @FunctionalInterface
    interface Progress {

        /// @param percent of the phase that is done
        void reached(Phase phase, int percent);
    }

    /// One after the other.
    enum Phase {
        /// Sentences.
        READING,
        /// Which words speak for which category.
        LEARNING,
        /// What is understood now, and what by what was learned.
        MEASURING
    }

    /// From now on the machine understands by it, unless it is broken: then it goes on by what it has.
    ///
    /// @throws IllegalArgumentException when the model is not whole, or knows other categories
    void use(byte[] model);

    /// From now on the machine understands by what the product comes with.
    void useBuilt();

    /// Understands by it, beside what is in use.
    ///
    /// @param model absent for what the product comes with
    /// @throws IllegalArgumentException when the model is not whole, or knows other categories
    Understanding by(byte @Nullable [] model);

    /// @param said who said it, the same for all that he said: what fewer than three say is not kept
    record Labelled(String text, CategoryCode category, String said) {

        public boolean urgent() {
            return category.theme().equals("emergency");
        }
    }

    /// @param before how what is in use does, in the order of `after`
    /// @param better sentences of those measured by that were taken for something else and are not any more
    /// @param worse the other way round
    record Learned(byte[] model, List<Measured> before, List<Measured> after, int better, int worse) {

        public Learned {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    enum Sentences {
        /// Those of the project that are never learned.
        DEVELOPMENT,
        /// Labelled and held back.
        LABELLED
    }

    /// Shares of 1; of nothing they are 1.
    ///
    /// @param urgent how many of them are of somebody in danger
    record Measured(
            Sentences sentences,
            int size,
            int urgent,
            double theme,
            double category,
            double emergencyRecall,
            double emergencyPrecision) {}
}
