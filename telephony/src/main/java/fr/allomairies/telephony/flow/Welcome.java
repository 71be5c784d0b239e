package fr.allomairies.telephony.flow;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.telephony.CityNumber;
import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.telephony.call.CallEvent;
import fr.allomairies.telephony.call.CallEvent.Blocked;
import fr.allomairies.telephony.call.CallEvent.Chosen;
import fr.allomairies.telephony.call.CallEvent.Closed;
import fr.allomairies.telephony.call.CallEvent.DialogueBegan;
import fr.allomairies.telephony.call.CallState;
import fr.allomairies.telephony.flow.TalkStore.State;
import fr.allomairies.telephony.flow.TalkStore.StoredTalk;
import fr.allomairies.voiceassistant.VoiceMenu;
import fr.allomairies.voiceassistant.VoiceMenu.Ending;
import fr.allomairies.voiceassistant.VoiceMenu.Input;
import fr.allomairies.voiceassistant.VoiceMenu.Turn;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Holds the dialogue that every call begins with, over whatever line.
@Component
public class Welcome {

    /// To who has dialled what he wants.
    private static final List<String> STRAIGHT = List.of("hello", "connecting");

    private final VoiceMenu menu;
    private final RecordingNotice recording;
    private final Talks talks;
    private final Numbers numbers;
    private final BlockDesk blocks;
    private final CallSignals signals;
    private final TelephonySettings settings;
    private final Clock clock;

    Welcome(
            VoiceMenu menu,
            RecordingNotice recording,
            Talks talks,
            Numbers numbers,
            BlockDesk blocks,
            CallSignals signals,
            TelephonySettings settings,
            Clock clock) {
        this.menu = menu;
        this.recording = recording;
        this.talks = talks;
        this.numbers = numbers;
        this.blocks = blocks;
        this.signals = signals;
        this.settings = settings;
        this.clock = clock;
    }

    /// A caller who can hear and press keys. Each method throws the line's own exception when he hangs up.
    public interface Caller<E extends Exception> {

        /// Plays to the end, or until a key is pressed.
        Optional<Character> play(String prompt) throws E;

        Optional<Character> key(Duration patience) throws E;

        /// One after the other, or until a key is pressed.
        default Optional<Character> say(List<String> prompts) throws E {
            for (var prompt : prompts) {
                var key = play(prompt);
                if (key.isPresent()) {
                    return key;
                }
            }
            return Optional.empty();
        }
    }

    /// Who can also be spoken to in his language, and be told that he may object to being recorded.
    public interface Greeted<E extends Exception> extends Caller<E> {

        /// Everything that he hears from now on is in this language.
        void speak(String language) throws E;

        /// Plays to the end, or until that very key is pressed.
        ///
        /// @return whether it was
        boolean tell(String prompt, char key) throws E;

        /// The line hears his objection by itself from now on, in the conversation too.
        void mayObject() throws E;

        /// Whether the line can bring his sound to us, and ours to him.
        boolean canTalk();
    }

    /// What the line does next. Everything that it stands for is stored when it is returned.
    public enum Next {
        WAIT,
        /// Another dialogue: this one has lasted long enough.
        AGAIN,
        CLOSED,
        /// The assistant holds him, by sound.
        TALK,
        GOODBYE,
        /// It could not be stored, or his call was given up with its server: the line looks after the caller.
        SAFETY_NET,
        /// His calls do not get through, and he is told so.
        BLOCKED
    }

    public <E extends Exception> Next hold(Sighting sighting, Greeted<E> caller) throws E {
        var state = stored(signals.seen(sighting, new DialogueBegan()));
        if (state.isEmpty()) {
            return Next.SAFETY_NET;
        }
        var block = state.get() == CallState.MENU ? block(sighting) : Optional.<UUID>empty();
        if (block.isPresent()) {
            return stored(sighting, new Blocked(block.get())) == Next.SAFETY_NET ? Next.SAFETY_NET : Next.BLOCKED;
        }
        var told = recording.pending(sighting.call());
        if (told.isPresent()) {
            recording.tell(told.get(), caller);
            return toQueue(sighting, told.get().category());
        }
        if (state.get() != CallState.MENU) {
            return ended(sighting, new Ending.ToAgent(null), false);
        }
        var talk = talks.result(sighting.call()).filter(known -> known.state() != State.TALKING);
        return talk.isPresent() ? talked(sighting, talk.get()) : greeted(sighting, caller);
    }

    /// Whoever calls through a relay has the number of the relay.
    private Optional<UUID> block(Sighting sighting) {
        return blocks.blocked(sighting.from())
                .filter(_ -> !numbers.of(sighting.number()).relayed());
    }

    private <E extends Exception> Next greeted(Sighting sighting, Greeted<E> caller) throws E {
        var number = numbers.of(sighting.number());
        caller.speak(number.language());
        var open = numbers.isOpen(number, clock.instant());
        if (number.straightTo() == null && caller.canTalk() && talks.begin(sighting.call(), number, open)) {
            return Next.TALK;
        }
        return ended(sighting, greet(number, open, caller), true);
    }

    private Next talked(Sighting sighting, StoredTalk talk) {
        return switch (talk.state()) {
            case HANDED_OVER -> ended(sighting, new Ending.ToAgent(talk.category()), true);
            case SERVED, TAKEN -> stored(sighting, new Closed()) == Next.SAFETY_NET ? Next.SAFETY_NET : Next.GOODBYE;
            case CALLBACK -> Next.GOODBYE;
            case LEFT, TALKING -> talk.closed() ? ended(sighting, new Ending.Closed(), false) : Next.GOODBYE;
        };
    }

    private Next ended(Sighting sighting, Ending ending, boolean mayBeRecorded) {
        return switch (ending) {
            case Ending.ToAgent(var category) ->
                mayBeRecorded && recording.isDue(sighting.call(), category) ? Next.AGAIN : toQueue(sighting, category);
            case Ending.Closed() -> stored(sighting, new Closed());
        };
    }

    private Next toQueue(Sighting sighting, @Nullable CategoryCode category) {
        var next = stored(sighting, new Chosen(category));
        return next == Next.CLOSED && signals.isLost(sighting.call()) ? Next.SAFETY_NET : next;
    }

    private Next stored(Sighting sighting, CallEvent event) {
        return stored(signals.seen(sighting, event))
                .map(now -> now == CallState.ENDED ? Next.CLOSED : Next.WAIT)
                .orElse(Next.SAFETY_NET);
    }

    private <E extends Exception> Ending greet(CityNumber number, boolean open, Greeted<E> caller) throws E {
        var matter = number.straightTo();
        if (matter == null || !open) {
            return converse(menu.begin(open, number.language()), caller);
        }
        caller.say(STRAIGHT);
        return new Ending.ToAgent(matter);
    }

    private <E extends Exception> Ending converse(Turn first, Caller<E> caller) throws E {
        var turn = first;
        while (true) {
            var pressed = caller.say(turn.prompts());
            var ending = turn.ending();
            if (ending != null) {
                return ending;
            }
            turn = next(turn, pressed, caller);
        }
    }

    private <E extends Exception> Turn next(Turn turn, Optional<Character> pressed, Caller<E> caller) throws E {
        var key = pressed.isPresent() ? pressed : caller.key(settings.keyPatience());
        return menu.on(turn.state(), key.<Input>map(Input.Key::new).orElseGet(Input.Silence::new));
    }

    private static Optional<CallState> stored(CompletableFuture<CallState> state) {
        try {
            return Optional.of(Stored.await(state));
        } catch (ExecutionException | TimeoutException _) {
            return Optional.empty();
        }
    }
}
