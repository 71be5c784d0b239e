package fr.allomairies.telephony.flow;

import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.telephony.call.CallEvent.CallbackAsked;
import fr.allomairies.telephony.call.CallState;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/// Agrees with a waiting citizen on the number at which he is called back: the one he calls from, or another that he
/// types. Each is read back. Silence at any point leaves him waiting.
@Component
public class CallbackDialogue {

    private static final int MOST_NUMBERS = 3;
    private static final int DIGITS = 10;
    private static final char YES = '1';
    private static final char ANOTHER = '2';

    private final CallerNumbers numbers;
    private final CallSignals signals;
    private final TelephonySettings settings;

    CallbackDialogue(CallerNumbers numbers, CallSignals signals, TelephonySettings settings) {
        this.numbers = numbers;
        this.signals = signals;
        this.settings = settings;
    }

    /// A caller who also hears numbers read out.
    public interface Caller<E extends Exception> extends Welcome.Caller<E> {

        /// Digit by digit, until a key is pressed.
        Optional<Character> read(String digits) throws E;
    }

    /// @return whether it is stored that he is called back; otherwise he goes on waiting
    public <E extends Exception> boolean hold(Sighting sighting, Caller<E> caller) throws E {
        var number = numbers.callable(sighting.from());
        for (var tries = 0; tries < MOST_NUMBERS; tries++) {
            if (number.isPresent()) {
                var key = confirm(number.get(), caller);
                if (key.isEmpty() || key.get() != ANOTHER) {
                    return key.isPresent() && key.get() == YES && promised(sighting, number.get());
                }
            }
            number = typed(caller);
        }
        return false;
    }

    private <E extends Exception> Optional<Character> confirm(PhoneNumber number, Caller<E> caller) throws E {
        var key = caller.play("callback-number");
        if (key.isEmpty()) {
            key = caller.read(numbers.spoken(number));
        }
        if (key.isEmpty()) {
            key = caller.play("callback-confirm");
        }
        return key.isPresent() ? key : caller.key(settings.keyPatience());
    }

    private <E extends Exception> Optional<PhoneNumber> typed(Caller<E> caller) throws E {
        var digits = new StringBuilder();
        var key = caller.play("callback-type");
        if (key.isEmpty()) {
            key = caller.key(settings.keyPatience());
        }
        while (key.filter(Character::isDigit).isPresent() && digits.length() < DIGITS) {
            digits.append(key.get());
            key = digits.length() == DIGITS ? Optional.empty() : caller.key(settings.keyPatience());
        }
        var number = numbers.callable(digits.toString());
        if (number.isEmpty()) {
            caller.play("callback-wrong");
        }
        return number;
    }

    private boolean promised(Sighting sighting, PhoneNumber number) {
        try {
            return Stored.await(signals.seen(sighting, new CallbackAsked(number))) == CallState.ENDED
                    && !signals.isLost(sighting.call());
        } catch (ExecutionException | TimeoutException _) {
            return false;
        }
    }
}
