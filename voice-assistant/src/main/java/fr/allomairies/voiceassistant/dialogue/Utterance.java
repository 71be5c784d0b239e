package fr.allomairies.voiceassistant.dialogue;

import fr.allomairies.voiceassistant.Answer;
import fr.allomairies.voiceassistant.KnownRequest;
import fr.allomairies.voiceassistant.RequestStatus;
import fr.allomairies.voiceassistant.Understanding.Understood;
import org.jspecify.annotations.Nullable;

/// What came from the citizen, with all that can be heard in it, or from the house where it was asked.
public sealed interface Utterance {

    /// @param place said in it, ready to be read back
    /// @param since when it has been so, in the citizen's words
    /// @param asked the request whose number was said
    /// @param way in which he wants to go on while people are long in coming; absent where he does not say
    record Said(
            String text,
            Understood meaning,
            Wish wish,
            @Nullable String place,
            @Nullable String since,
            @Nullable Asked asked,
            @Nullable Way way)
            implements Utterance {

        /// Whatever may follow.
        boolean isYes() {
            return wish == Wish.YES || wish == Wish.AGREED;
        }

        boolean takesLeave() {
            return wish == Wish.THANKS || wish == Wish.LEAVE;
        }
    }

    record Key(char key) implements Utterance {}

    /// Not from the citizen: what the house tells of the matter.
    record Recalled(@Nullable Answer answer) implements Utterance {}

    /// Not from the citizen: what others have reported near to the place.
    record Compared(@Nullable KnownRequest request) implements Utterance {}

    /// Nothing came in time.
    record Silence() implements Utterance {}

    /// @param status absent for a number that nobody knows
    record Asked(String number, @Nullable RequestStatus status) {}

    enum Way {
        /// Also who just gives a number.
        CALL_BACK,
        WRITE,
        WAIT
    }

    /// What a sentence wants of the conversation, beside what it is about.
    enum Wish {
        NONE,
        PERSON,
        GREETING,
        /// Says yes, and nothing else but a word of politeness.
        AGREED,
        /// Begins with a yes, and more follows.
        YES,
        /// Begins with a no; more may follow.
        NO,
        DOES_NOT_KNOW,
        /// Thanks, or says that it is settled, and nothing else.
        THANKS,
        /// Takes leave, or gives it up, and says nothing else.
        LEAVE,
        INSULT,
        OTHER_LANGUAGE
    }
}
