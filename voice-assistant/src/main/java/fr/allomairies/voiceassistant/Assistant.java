package fr.allomairies.voiceassistant;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Understanding.Guess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The conversation of a citizen with the machine, in French. It keeps nothing: the caller carries the state, and the
/// same lines make the same conversation, so that what was said is enough to go on after a restart. Safe for many
/// threads.
public interface Assistant {

    /// What is said before anything else: that a machine speaks, and how a person is reached.
    Turn begin();

    /// @param text what the citizen said or wrote; a single digit, `*` or `#` counts as the key
    /// @throws IllegalStateException when the conversation is over
    Turn hear(DialogueState state, String text);

    /// What [#hear] answers as far as nothing but the conversation decides it, in no time: the house is not asked.
    Turn overhear(DialogueState state, String text);

    /// From now on he answers by keys alone: what no key can answer is not asked any more. Without a reply the
    /// question at hand stands.
    Turn onKeys(DialogueState state);

    /// What a person should know of a conversation that the citizen left before its end; empty where he wanted nothing
    /// yet.
    Optional<Briefing> left(DialogueState state);

    /// The state after a conversation so far. A line that would end it by now, since the house tells something else
    /// than when it was said, counts for nothing.
    ///
    /// @param lines of the citizen, oldest first
    default DialogueState after(List<String> lines) {
        var state = begin().state();
        for (var line : lines) {
            var turn = hear(state, line);
            state = turn.ending() == null ? turn.state() : state;
        }
        return state;
    }

    /// @param ending absent while the conversation goes on
    record Turn(
            DialogueState state,
            List<Reply> replies,
            @Nullable Ending ending) {

        public Turn {
            replies = List.copyOf(replies);
        }
    }

    sealed interface Ending {

        /// A person goes on.
        record Handover(Briefing briefing) implements Ending {}

        /// A person calls him back at the number that he was told: [DialogueState#callback].
        record CallBack(Briefing briefing) implements Ending {}

        /// A person answers him in writing, and he need not wait.
        record InWriting(Briefing briefing) implements Ending {}

        /// It is what others have reported, and he wants no more than to be told of it as they are: nobody need go on.
        ///
        /// @param request the number of theirs
        record Joined(Briefing briefing, String request) implements Ending {}

        /// @param answered the citizen said that he has his answer; otherwise he just took his leave
        /// @param matter what it was about; absent where he did not say
        record Goodbye(boolean answered, @Nullable CategoryCode matter) implements Ending {}
    }

    /// What the téléconseiller knows before he says a word.
    ///
    /// @param matter what it is about, with how sure that is; 1 where the citizen chose it himself
    /// @param words of the citizen that counted most for the matter
    /// @param urgent ahead of everything else
    /// @param danger that was seen, absent where it was not named
    /// @param slots what was asked and answered; an answer that was not known is empty
    record Briefing(
            Why why,
            @Nullable Guess matter,
            List<String> words,
            boolean urgent,
            @Nullable Danger danger,
            Map<Slot, String> slots) {

        public Briefing {
            words = List.copyOf(words);
            slots = Map.copyOf(slots);
        }
    }

    /// Why a person is needed.
    enum Why {
        DANGER,
        ASKED_FOR,
        UNDERSTOOD,
        LOST,
        ANSWER_DID_NOT_HELP,
        INSULT,
        OTHER_LANGUAGE,
        LEFT
    }

    /// What is asked about a matter, each at most once.
    enum Slot {
        WHERE,
        SINCE,
        /// Whether somebody is in danger now.
        HAZARD
    }

    /// One thing that the machine says. Its words are in [AssistantWording].
    sealed interface Reply {

        record Say(Prompt prompt) implements Reply {}

        /// Confirms what was understood by saying it.
        ///
        /// @param open a no to what is asked with it means that it is something else
        record Matter(CategoryCode category, boolean open) implements Reply {}

        /// Numbered from 1.
        ///
        /// @param menu all themes; otherwise the likeliest two
        record Choice(List<CategoryCode> categories, boolean menu) implements Reply {}

        /// Reads back where it is.
        record Noted(String place) implements Reply {}

        record Progress(RequestStatus status) implements Reply {}

        record Told(Answer answer) implements Reply {}

        record Known(KnownRequest request) implements Reply {}

        /// People are long in coming.
        ///
        /// @param callback digits of the number at which he can be called back
        record Busy(String callback) implements Reply {}

        /// Reads back the number at which he is to be called, and asks whether it is right.
        record Telephone(String number) implements Reply {}

        record Emergency(Danger danger) implements Reply {}
    }

    enum Prompt {
        OPENING,
        /// In its place while nobody answers, where requests are taken all the same.
        CLOSED,
        GO_AHEAD,
        AGAIN,
        WHERE,
        WHERE_AGAIN,
        SINCE,
        HAZARD,
        NUMBER,
        NUMBER_UNKNOWN,
        HELPFUL,
        /// Whether what was told of the matter is enough.
        ENOUGH,
        /// Whether it is what others have reported, so that he is to be told of it as they are.
        JOIN,
        /// Whether he would rather be called back than wait.
        CALL_BACK,
        CALLED_BACK,
        /// Whether he would rather be called back, or answered in writing, than wait.
        GO_ON_BUSY,
        /// In its place while nobody answers.
        GO_ON_CLOSED,
        GO_ON_AGAIN,
        TELEPHONE,
        TELEPHONE_AGAIN,
        PERSON,
        PASSED_ON,
        LOST,
        INSULT,
        OTHER_LANGUAGE,
        GOODBYE
    }
}
