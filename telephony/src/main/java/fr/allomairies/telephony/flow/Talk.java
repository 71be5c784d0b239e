package fr.allomairies.telephony.flow;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.TalkStore.State;
import fr.allomairies.voiceassistant.Assistant;
import fr.allomairies.voiceassistant.Assistant.Briefing;
import fr.allomairies.voiceassistant.Assistant.Ending;
import fr.allomairies.voiceassistant.Assistant.Prompt;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Assistant.Slot;
import fr.allomairies.voiceassistant.Assistant.Turn;
import fr.allomairies.voiceassistant.Assistant.Why;
import fr.allomairies.voiceassistant.AssistantWording;
import fr.allomairies.voiceassistant.DialogueState;
import fr.allomairies.voiceassistant.DialogueState.Step;
import fr.allomairies.voiceassistant.SpokenWording;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The conversation of one caller with the assistant, by voice until he presses a key or is not heard, then by keys.
/// Each turn is stored before it is said, but for whom to call in a danger. For one thread at a time, but for
/// [#isPressing].
public final class Talk {

    private static final Logger LOG = LoggerFactory.getLogger(Talk.class);

    private static final String PERSON = "0";
    /// What no key can answer.
    private static final Set<Step> WITHOUT_KEYS = Set.of(Step.LISTENING, Step.WHERE, Step.SINCE);

    private final CallId call;
    private final Assistant assistant;
    private final SpokenWording spoken;
    private final AssistantWording written;
    private final TalkStore store;
    private final SharedMatters shared;
    private final LongWait longWait;
    private final @Nullable AfterHours afterHours;
    private volatile DialogueState state = DialogueState.BEGINNING;
    private List<Reply> question = List.of();

    /// @param afterHours takes his request; absent while people answer
    Talk(
            CallId call,
            Assistant assistant,
            SpokenWording spoken,
            AssistantWording written,
            TalkStore store,
            SharedMatters shared,
            LongWait longWait,
            @Nullable AfterHours afterHours) {
        this.call = call;
        this.assistant = assistant;
        this.spoken = spoken;
        this.written = written;
        this.store = store;
        this.shared = shared;
        this.longWait = longWait;
        this.afterHours = afterHours;
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
    ///
    /// @param byVoice he may answer in words as well
    /// @param then stores what was not to be waited for, also when the sentences cannot be spoken; what is
    ///     said after them comes of it
    public record Saying(List<String> sentences, Expected expected, boolean byVoice, Supplier<List<String>> then) {

        Saying(List<String> sentences, Expected expected, boolean byVoice) {
            this(sentences, expected, byVoice, List::of);
        }
    }

    public CallId call() {
        return call;
    }

    /// @param byVoice whether he is listened to
    public Saying begin(boolean byVoice) {
        var begun = assistant.begin();
        List<Reply> hello = afterHours == null ? begun.replies() : List.of(new Reply.Say(Prompt.CLOSED));
        if (byVoice) {
            return say("", new Turn(begun.state(), hello, null));
        }
        var menu = assistant.onKeys(begun.state());
        return say("", new Turn(menu.state(), both(hello, menu.replies()), null));
    }

    /// @param line a key, a number as it is written, or nothing where nothing was pressed in time
    public Saying press(String line) {
        if (!state.keys() && !line.equals(PERSON)) {
            if (WITHOUT_KEYS.contains(state.step())) {
                return onKeys(pressed(line));
            }
            state = state.onKeys();
        }
        return say(pressed(line), heard(line));
    }

    public Saying hear(String words) {
        return say(words + "\n", heard(words));
    }

    /// Whether he would have to wait for long is asked where he would wait, and not before he is told whom to call in a
    /// danger.
    private Turn heard(String line) {
        var turn = assistant.hear(state.callable(null), line);
        return turn.ending() instanceof Ending.Handover(var briefing) && !briefing.urgent() && afterHours == null
                ? callback(briefing)
                        .map(digits -> assistant.hear(state.callable(digits), line))
                        .orElse(turn)
                : turn;
    }

    private Optional<String> callback(Briefing briefing) {
        try {
            return longWait.callback(call, category(briefing));
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("call", call).setCause(e).log("long-wait-not-known");
            return Optional.empty();
        }
    }

    /// From now on he answers by keys alone: what was asked is asked so.
    public Saying toKeys() {
        return onKeys("");
    }

    private Saying onKeys(String heard) {
        var turn = assistant.onKeys(state);
        return say(heard, turn.replies().isEmpty() ? new Turn(turn.state(), question, null) : turn);
    }

    /// Whether he is not to be kept from being answered: a danger that has a name, and once he has ended his sentence
    /// any, and the wish for a person.
    public boolean isPressing(String words, boolean ended) {
        var now = state;
        if (now.step() == Step.OVER
                || !(assistant.overhear(now.callable(null), words).ending() instanceof Ending.Handover(var briefing))) {
            return false;
        }
        return briefing.danger() != null || ended && (briefing.urgent() || briefing.why() == Why.ASKED_FOR);
    }

    private Saying say(String heard, Turn turn) {
        state = turn.state();
        question = turn.replies().isEmpty() ? List.of() : List.of(turn.replies().getLast());
        var emergency = spoken.of(
                turn.replies().stream()
                        .takeWhile(Reply.Emergency.class::isInstance)
                        .toList(),
                !state.keys());
        return emergency.isEmpty()
                ? store(heard, turn)
                : new Saying(emergency, Expected.NOTHING, !state.keys(), () -> storeDanger(heard, turn, emergency));
    }

    /// What is said of it after the emergency; nothing when it cannot be stored.
    private List<String> storeDanger(String heard, Turn turn, List<String> emergency) {
        try {
            return store(heard, turn).sentences().stream()
                    .skip(emergency.size())
                    .toList();
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("call", call).setCause(e).log("danger-not-stored");
            return List.of();
        }
    }

    private Saying store(String heard, Turn turn) {
        var ending = turn.ending();
        if (ending instanceof Ending.Handover(var briefing) && afterHours != null) {
            return noteDown(heard, turn.replies(), briefing, afterHours);
        }
        var sentences = spoken.of(turn.replies(), !state.keys());
        add(heard, sentences);
        switch (ending) {
            case null -> {
                var expected = state.step() == Step.NUMBER ? Expected.NUMBER : Expected.KEY;
                return new Saying(sentences, expected, !state.keys());
            }
            case Ending.Handover(var briefing) ->
                store.end(
                        call,
                        State.HANDED_OVER,
                        AssistantEnd.valueOf(briefing.why().name()),
                        summary(briefing));
            case Ending.CallBack(var briefing) ->
                store.end(
                        call,
                        State.CALLBACK,
                        AssistantEnd.valueOf(briefing.why().name()),
                        summary(briefing));
            case Ending.InWriting _ -> throw new IllegalStateException("who calls was offered to be written to");
            case Ending.Joined(var briefing, var request) -> {
                return join(briefing, request);
            }
            case Ending.Goodbye(boolean answered, var matter) ->
                store.end(
                        call,
                        answered ? State.SERVED : State.LEFT,
                        answered ? AssistantEnd.ANSWERED : AssistantEnd.LEFT,
                        Summary.none(matter));
        }
        return last(sentences);
    }

    /// A person goes on where what others have reported is settled by now.
    private Saying join(Briefing briefing, String request) {
        var joined = shared.join(call, summary(briefing), request);
        if (joined.isPresent()) {
            return last(spoken.joined(joined.get()));
        }
        var passedOn = new Turn(state, List.of(new Reply.Say(Prompt.PASSED_ON)), new Ending.Handover(briefing));
        return store("", passedOn);
    }

    /// Nobody can be handed over to, so neither is that said.
    private Saying noteDown(String heard, List<Reply> replies, Briefing briefing, AfterHours desk) {
        var sentences = spoken.of(replies.subList(0, replies.size() - 1), !state.keys());
        add(heard, sentences);
        var wantsToBeCalled = briefing.why() == Why.ASKED_FOR && desk.isCallable(call);
        if (briefing.matter() == null && !briefing.urgent() && !wantsToBeCalled) {
            store.end(call, State.LEFT, AssistantEnd.LEFT, Summary.none(null));
            return last(sentences);
        }
        var taken = desk.take(call, summary(briefing));
        return last(Stream.concat(
                        sentences.stream(), spoken.taken(taken.number(), taken.opens(), taken.callable()).stream())
                .toList());
    }

    private void add(String heard, List<String> sentences) {
        store.add(call, heard + (sentences.isEmpty() ? "" : "> " + String.join(" ", sentences) + "\n"));
    }

    private Saying last(List<String> sentences) {
        return new Saying(sentences, Expected.NOTHING, !state.keys());
    }

    private Summary summary(Briefing briefing) {
        var place = briefing.slots().getOrDefault(Slot.WHERE, "");
        return new Summary(
                quoted(written.of(briefing)), category(briefing), briefing.urgent(), place.isEmpty() ? null : place);
    }

    private static @Nullable CategoryCode category(Briefing briefing) {
        return briefing.matter() == null ? null : briefing.matter().category();
    }

    private static String pressed(String line) {
        return line.isEmpty() ? "" : "> Touche : " + line + "\n";
    }

    private static String quoted(String text) {
        return text.lines().map(line -> "> " + line).collect(Collectors.joining("\n")) + "\n";
    }

    private static List<Reply> both(List<Reply> first, List<Reply> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
