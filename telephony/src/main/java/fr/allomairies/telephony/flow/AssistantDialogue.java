package fr.allomairies.telephony.flow;

import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.telephony.call.CallEvent.AnswerEnough;
import fr.allomairies.telephony.call.CallEvent.AssistantAsked;
import fr.allomairies.telephony.call.CallState;
import fr.allomairies.voiceassistant.RequestStatus;
import fr.allomairies.voiceassistant.RequestStatuses;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Tells a waiting citizen by keypad how his request fares, or when people answer. It is as careful as the chat: who
/// knows the number of a request hears its state and its day, and nothing else of it. Silence, and whatever is
/// not understood twice, leaves him waiting.
@Component
public class AssistantDialogue {

    /// Of one caller: more is for a person, and nobody reads off the numbers one by one.
    private static final int MOST_QUESTIONS = 4;

    private static final int TRIES = 2;
    /// To look for the paper with the number.
    private static final Duration BEFORE_THE_NUMBER = Duration.ofSeconds(10);

    /// Year and number, without the letters and dashes of how it is written.
    private static final Pattern NUMBER = Pattern.compile("([0-9]{2})([0-9]{1,12})");

    private static final int MOST_KEYS = 15;
    private static final String BACK = "0";
    private static final String HOURS = "*";
    private static final String ASK = "assistant-ask";

    private final RequestStatuses requests;
    private final Numbers numbers;
    private final CallSignals signals;
    private final TelephonySettings settings;
    private final Clock clock;

    AssistantDialogue(
            RequestStatuses requests, Numbers numbers, CallSignals signals, TelephonySettings settings, Clock clock) {
        this.requests = requests;
        this.numbers = numbers;
        this.signals = signals;
        this.settings = settings;
        this.clock = clock;
    }

    /// A caller whose line remembers whether he has had an answer.
    public interface Caller<E extends Exception> extends CallbackDialogue.Caller<E> {

        /// From now on a hang-up means that he has had his answer, or does not any more.
        void told(boolean answer) throws E;
    }

    private enum Wish {
        ENOUGH,
        ANOTHER,
        BACK
    }

    /// @param cutBy the key that he pressed before it was over
    private record Answer(Optional<Character> cutBy) {}

    /// @return whether it was enough for him; otherwise he goes on waiting
    public <E extends Exception> boolean hold(Sighting sighting, Caller<E> caller) throws E {
        if (!isInQueue(sighting)) {
            return false;
        }
        var wish = converse(sighting, caller);
        if (wish == Wish.ENOUGH && isOver(sighting)) {
            return true;
        }
        caller.told(false);
        caller.play("assistant-back");
        return false;
    }

    private <E extends Exception> Wish converse(Sighting sighting, Caller<E> caller) throws E {
        var asked = List.of("assistant-hello", ASK);
        for (var questions = 0; questions < MOST_QUESTIONS; questions++) {
            var answer = answer(asked, sighting, caller);
            if (answer.isEmpty()) {
                return Wish.BACK;
            }
            caller.told(true);
            var wish = wish(answer.get().cutBy(), caller);
            if (wish != Wish.ANOTHER) {
                return wish;
            }
            caller.told(false);
            asked = List.of(ASK);
        }
        return Wish.BACK;
    }

    private <E extends Exception> Optional<Answer> answer(List<String> asked, Sighting sighting, Caller<E> caller)
            throws E {
        var question = asked;
        for (var tries = 0; tries < TRIES; tries++) {
            var typed = typed(caller.say(question), caller);
            if (typed.equals(BACK)) {
                return Optional.empty();
            }
            if (typed.equals(HOURS)) {
                return Optional.of(new Answer(caller.say(hours(sighting))));
            }
            var number = number(typed);
            var status = number.flatMap(requests::of);
            if (status.isPresent()) {
                return Optional.of(new Answer(tell(status.get(), typed, caller)));
            }
            caller.play(number.isPresent() ? "assistant-unknown" : typed.isEmpty() ? "no-answer" : "invalid");
            question = List.of(ASK);
        }
        return Optional.empty();
    }

    /// Up to the hash, or to a silence.
    private <E extends Exception> String typed(Optional<Character> first, Caller<E> caller) throws E {
        var typed = new StringBuilder();
        var key = first.isPresent() ? first : caller.key(BEFORE_THE_NUMBER);
        while (key.isPresent() && key.get() != '#' && typed.length() < MOST_KEYS) {
            typed.append(key.get());
            if (typed.toString().equals(BACK) || typed.toString().equals(HOURS)) {
                break;
            }
            key = caller.key(settings.keyPatience());
        }
        return typed.toString();
    }

    private static Optional<String> number(String typed) {
        var number = NUMBER.matcher(typed);
        return number.matches()
                ? Optional.of(RequestStatus.number(number.group(1), number.group(2)))
                : Optional.empty();
    }

    private <E extends Exception> Optional<Character> tell(RequestStatus status, String typed, Caller<E> caller)
            throws E {
        var key = caller.play("assistant-request");
        if (key.isEmpty()) {
            key = caller.read(typed);
        }
        return key.isPresent() ? key : caller.say(prompts(status));
    }

    private static List<String> prompts(RequestStatus status) {
        var prompts = new ArrayList<String>();
        prompts.add(
                "assistant-" + status.stage().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        var due = status.due();
        if (due != null && status.stage() != RequestStatus.Stage.DONE) {
            prompts.add("assistant-due");
            prompts.add("date-" + due.getDayOfMonth());
            prompts.add("month-" + due.getMonthValue());
        }
        return prompts;
    }

    private List<String> hours(Sighting sighting) {
        return SpokenHours.of(numbers.hours(numbers.of(numbers.form(sighting.number()))), clock.instant());
    }

    private <E extends Exception> Wish wish(Optional<Character> pressed, Caller<E> caller) throws E {
        var key = pressed;
        for (var tries = 0; tries < TRIES; tries++) {
            if (key.isEmpty()) {
                key = caller.play("assistant-enough");
            }
            if (key.isEmpty()) {
                key = caller.key(settings.keyPatience());
            }
            switch (key.orElse(' ')) {
                case '1' -> {
                    return Wish.ENOUGH;
                }
                case '2' -> {
                    return Wish.ANOTHER;
                }
                case '0' -> {
                    return Wish.BACK;
                }
                default -> caller.play(key.isEmpty() ? "no-answer" : "invalid");
            }
            key = Optional.empty();
        }
        return Wish.BACK;
    }

    private boolean isInQueue(Sighting sighting) {
        try {
            return Stored.await(signals.seen(sighting, new AssistantAsked())).inQueue();
        } catch (ExecutionException | TimeoutException _) {
            return false;
        }
    }

    /// What takes longer is stored all the same when the database is back: who went on waiting would wait for nobody.
    private boolean isOver(Sighting sighting) {
        try {
            return Stored.await(signals.seen(sighting, new AnswerEnough())) == CallState.ENDED;
        } catch (TimeoutException _) {
            return true;
        } catch (ExecutionException _) {
            return false;
        }
    }
}
