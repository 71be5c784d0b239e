package fr.allomairies.channels.chat;

import fr.allomairies.channels.ChatWays;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.voiceassistant.Assistant;
import fr.allomairies.voiceassistant.Assistant.Briefing;
import fr.allomairies.voiceassistant.Assistant.Ending;
import fr.allomairies.voiceassistant.Assistant.Turn;
import fr.allomairies.voiceassistant.DialogueState;
import fr.allomairies.voiceassistant.DialogueState.Slow;
import fr.allomairies.voiceassistant.DialogueState.Step;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The conversation of a chat with the assistant: found out from its lines, with what is proposed while people are long
/// in coming. In the transaction of the caller, who holds the lock.
@Component
class Dialogues {

    /// Where a number is listened to.
    private static final Set<Step> NUMBER = EnumSet.of(Step.GOING_ON, Step.TELEPHONE, Step.TELEPHONE_RIGHT);

    /// So many digits are meant as a number, whether it may be called or not.
    private static final int DIGITS = 6;

    private final ChosenWays chosen;
    private final ChatWays ways;
    private final ChatSettings settings;

    Dialogues(ChosenWays chosen, ChatWays ways, ChatSettings settings) {
        this.chosen = chosen;
        this.ways = ways;
        this.settings = settings;
    }

    /// @param lines of the citizen, oldest first
    DialogueState after(Assistant assistant, ContactId contact, List<String> lines) {
        var state = assistant.begin().state().slow(chosen.proposed(contact).orElse(null));
        for (var line : lines) {
            var turn = hear(assistant, state, line);
            state = turn.ending() == null ? turn.state() : state;
        }
        return state;
    }

    Turn hear(Assistant assistant, DialogueState state, String line) {
        return assistant.hear(NUMBER.contains(state.step()) ? withNumber(state, line) : state, line);
    }

    private DialogueState withNumber(DialogueState state, String line) {
        var number = ways.callable(line).map(ways::written);
        var isMeantAsOne = line.chars().filter(Character::isDigit).count() >= DIGITS;
        return number.isPresent() || isMeantAsOne ? state.callable(number.orElse(null)) : state;
    }

    /// As [#hear]; who would wait for long is asked first how he wants to go on.
    ///
    /// @param proposable of what would be handed over
    Turn answer(
            Assistant assistant,
            Conversation conversation,
            ContactId contact,
            DialogueState state,
            String line,
            Predicate<Briefing> proposable) {
        var turn = hear(assistant, state, line);
        return state.slow() == null
                        && turn.ending() instanceof Ending.Handover(var briefing)
                        && !briefing.urgent()
                        && proposable.test(briefing)
                ? ways.slow(category(briefing))
                        .filter(slow -> slow == Slow.BUSY || settings.callbackWhenClosed())
                        .map(slow -> propose(assistant, conversation, contact, state.slow(slow), slow, line))
                        .orElse(turn)
                : turn;
    }

    private Turn propose(
            Assistant assistant,
            Conversation conversation,
            ContactId contact,
            DialogueState state,
            Slow slow,
            String line) {
        var turn = hear(assistant, state, line);
        if (turn.ending() == null) {
            chosen.propose(conversation.id(), contact, slow);
        }
        return turn;
    }

    /// The number at which he wants to be called.
    PhoneNumber number(DialogueState state) {
        return ways.callable(Objects.requireNonNull(state.callback())).orElseThrow();
    }

    static @Nullable CategoryCode category(Briefing briefing) {
        return briefing.matter() == null ? null : briefing.matter().category();
    }
}
