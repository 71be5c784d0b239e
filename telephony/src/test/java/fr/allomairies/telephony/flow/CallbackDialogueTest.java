package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.telephony.OutwardSettings;
import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.telephony.call.CallEvent.CallbackAsked;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.CallState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallbackDialogueTest {

    static final String OWN = "0493112233";

    final CallSignals signals = mock();
    final CallbackDialogue dialogue = new CallbackDialogue(
            new CallerNumbers("FR", new OutwardSettings(false, false)),
            signals,
            new TelephonySettings(null, null, null, null, null, null, null, null, null));

    @Test
    void promisesTheNumberHeCallsFromWhenHeConfirmsIt() {
        assertThat(hold(OWN, "1")).containsExactly("callback-number", OWN, "callback-confirm");
        verify(signals).seen(any(), eqTo("+33493112233"));
    }

    @Test
    void promisesAnotherThatHeTypesAndConfirms() {
        assertThat(hold(OWN, "206123456781")).contains("callback-type", "0612345678");
        verify(signals).seen(any(), eqTo("+33612345678"));
    }

    @Test
    void asksWhoWithholdsHisNumberToTypeOne() {
        assertThat(hold(null, "06123456781")).startsWith("callback-type").contains("0612345678");
        verify(signals).seen(any(), eqTo("+33612345678"));
    }

    @Test
    void callsNoDearNumberAndNoneAbroad() {
        assertThat(hold("0899123456", "")).contains("callback-wrong").doesNotContain("0899123456");
        assertThat(hold("+4915112345678", "")).contains("callback-wrong");
        verify(signals, never()).seen(any(), any());
    }

    @Test
    void leavesWhoSaysNothingWaiting() {
        assertThat(hold(OWN, "")).containsExactly("callback-number", OWN, "callback-confirm");
        verify(signals, never()).seen(any(), any());
    }

    /// Nothing would come of it.
    @Test
    void promisesNothingToWhoWasGivenUpWithHisServer() {
        when(signals.isLost(any())).thenReturn(true);
        when(signals.seen(any(), any())).thenReturn(CompletableFuture.completedFuture(CallState.ENDED));

        assertThat(dialogue.hold(sighting(OWN), new Citizen("1"))).isFalse();
    }

    private static Sighting sighting(@Nullable String from) {
        return new Sighting(new CallId("asterisk-1-17.1"), from, null, Instant.EPOCH, null);
    }

    private static CallbackAsked eqTo(String number) {
        return eq(new CallbackAsked(new PhoneNumber(number)));
    }

    /// What he hears. He presses each key when nothing is said any more.
    private List<String> hold(@Nullable String from, String keys) {
        when(signals.seen(any(), any())).thenReturn(CompletableFuture.completedFuture(CallState.ENDED));
        var citizen = new Citizen(keys);
        dialogue.hold(sighting(from), citizen);
        return citizen.heard;
    }

    private static final class Citizen implements CallbackDialogue.Caller<RuntimeException> {

        private final List<String> heard = new ArrayList<>();
        private String keys;

        Citizen(String keys) {
            this.keys = keys;
        }

        @Override
        public Optional<Character> play(String prompt) {
            heard.add(prompt);
            return Optional.empty();
        }

        @Override
        public Optional<Character> read(String digits) {
            heard.add(digits);
            return Optional.empty();
        }

        @Override
        public Optional<Character> key(Duration patience) {
            if (keys.isEmpty()) {
                return Optional.empty();
            }
            var key = keys.charAt(0);
            keys = keys.substring(1);
            return Optional.of(key);
        }
    }
}
