package fr.allomairies.voiceassistant;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Assistant.Prompt;
import fr.allomairies.voiceassistant.Assistant.Slot;
import fr.allomairies.voiceassistant.Assistant.Why;
import fr.allomairies.voiceassistant.Understanding.Guess;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a conversation with the machine stands.
///
/// @param failures questions that came to nothing; so many in all lead to a person
/// @param asked what has been asked: nothing is asked twice
/// @param matter what it seems to be about, settled or not
/// @param offered categories to choose from, in the order of their numbers
/// @param rejected categories that the citizen said are not his
/// @param known number of a request that somebody else has made of the same
/// @param handing why a person is needed, while he is asked whether he would rather be called back
/// @param callback digits of the number at which he can be called back, while people are long in coming
/// @param keys he answers by keys alone, so that nothing else is asked
/// @param slow why people are long in coming to who writes, so that he chooses how he goes on; absent else
public record DialogueState(
        Step step,
        int failures,
        Set<Prompt> asked,
        @Nullable Matter matter,
        List<CategoryCode> offered,
        Set<CategoryCode> rejected,
        Map<Slot, String> slots,
        @Nullable String known,
        @Nullable Why handing,
        @Nullable String callback,
        boolean keys,
        @Nullable Slow slow) {

    public static final DialogueState BEGINNING = new DialogueState(
            Step.LISTENING, 0, Set.of(), null, List.of(), Set.of(), Map.of(), null, null, null, false, null);

    /// What the next line answers.
    public enum Step {
        LISTENING,
        /// Nothing of the citizen's: the house says what may be told of the matter.
        RECALLING,
        /// Nothing of the citizen's: the house says whether others have reported the same.
        COMPARING,
        CHOOSING,
        MENU,
        WHERE,
        SINCE,
        HAZARD,
        NUMBER,
        HELPFUL,
        /// Whether what was told of the matter is enough.
        ENOUGH,
        /// Whether it is what others have reported.
        JOINING,
        /// Whether he would rather be called back than wait.
        CALLING_BACK,
        /// Called back, in writing, or waiting.
        GOING_ON,
        /// The number at which he wants to be called.
        TELEPHONE,
        /// Whether the number that was read to him is right.
        TELEPHONE_RIGHT,
        OVER
    }

    public enum Slow {
        /// All are busy.
        BUSY,
        /// Nobody answers at this hour.
        CLOSED
    }

    /// @param words of the citizen that counted most
    public record Matter(Guess guess, List<String> words) {}

    public DialogueState {
        asked = Set.copyOf(asked);
        offered = List.copyOf(offered);
        rejected = Set.copyOf(rejected);
        slots = Map.copyOf(slots);
    }

    public DialogueState onKeys() {
        return new DialogueState(
                step, failures, asked, matter, offered, rejected, slots, known, handing, callback, true, slow);
    }

    public DialogueState at(Step next) {
        return new DialogueState(
                next, failures, asked, matter, offered, rejected, slots, known, handing, callback, keys, slow);
    }

    public DialogueState failed() {
        return new DialogueState(
                step, failures + 1, asked, matter, offered, rejected, slots, known, handing, callback, keys, slow);
    }

    public DialogueState asking(Prompt prompt) {
        var more = EnumSet.of(prompt);
        more.addAll(asked);
        return new DialogueState(
                step, failures, more, matter, offered, rejected, slots, known, handing, callback, keys, slow);
    }

    public DialogueState about(@Nullable Matter heard) {
        return new DialogueState(
                step, failures, asked, heard, offered, rejected, slots, known, handing, callback, keys, slow);
    }

    public DialogueState offering(List<CategoryCode> choice) {
        return new DialogueState(
                step, failures, asked, matter, choice, rejected, slots, known, handing, callback, keys, slow);
    }

    public DialogueState without(List<CategoryCode> categories) {
        var more = new ArrayList<>(categories);
        more.addAll(rejected);
        return new DialogueState(
                step, failures, asked, matter, offered, Set.copyOf(more), slots, known, handing, callback, keys, slow);
    }

    /// The citizen said that this is not it.
    public DialogueState withoutMatter() {
        return without(List.of(category())).about(null);
    }

    public CategoryCode category() {
        return Objects.requireNonNull(matter).guess().category();
    }

    /// Whether the citizen has said anything that somebody should know.
    public boolean wantsSomething() {
        return matter != null || !rejected.isEmpty();
    }

    public DialogueState knowing(String request) {
        return new DialogueState(
                step, failures, asked, matter, offered, rejected, slots, request, handing, callback, keys, slow);
    }

    public DialogueState handing(Why why) {
        return new DialogueState(
                step, failures, asked, matter, offered, rejected, slots, known, why, callback, keys, slow);
    }

    /// @param digits absent while people come soon, or he cannot be called
    public DialogueState callable(@Nullable String digits) {
        return new DialogueState(
                step, failures, asked, matter, offered, rejected, slots, known, handing, digits, keys, slow);
    }

    public DialogueState slow(@Nullable Slow why) {
        return new DialogueState(
                step, failures, asked, matter, offered, rejected, slots, known, handing, callback, keys, why);
    }

    public DialogueState with(Slot slot, String answer) {
        var more = new EnumMap<Slot, String>(Slot.class);
        more.putAll(slots);
        more.put(slot, answer);
        return new DialogueState(
                step, failures, asked, matter, offered, rejected, more, known, handing, callback, keys, slow);
    }
}
