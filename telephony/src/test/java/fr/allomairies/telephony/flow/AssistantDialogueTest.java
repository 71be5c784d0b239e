package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.telephony.call.CallEvent.AnswerEnough;
import fr.allomairies.telephony.call.CallEvent.AssistantAsked;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.CallState;
import fr.allomairies.voiceassistant.OpeningHours;
import fr.allomairies.voiceassistant.RequestStatus;
import fr.allomairies.voiceassistant.RequestStatus.Stage;
import fr.allomairies.voiceassistant.Timetable;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssistantDialogueTest {

    static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
    static final String TOLD = "told";
    static final String NOT_TOLD = "not told";

    final CallSignals signals = mock();
    final Numbers numbers = mock();
    final AssistantDialogue dialogue = new AssistantDialogue(
            number -> Optional.ofNullable(Map.of(
                            "NCA-26-000123",
                            new RequestStatus("NCA-26-000123", Stage.AT_WORK, LocalDate.of(2026, 2, 1)),
                            "NCA-26-000124",
                            new RequestStatus("NCA-26-000124", Stage.DONE, LocalDate.of(2026, 2, 1)))
                    .get(number)),
            numbers,
            signals,
            new TelephonySettings(null, null, null, null, null, null, null, null, null),
            Clock.fixed(NOW, ZoneOffset.UTC));
    boolean enough;

    @BeforeEach
    void theCallIsInTheQueue() {
        when(signals.seen(any(), any(AssistantAsked.class)))
                .thenReturn(CompletableFuture.completedFuture(CallState.RINGING));
        when(signals.seen(any(), any(AnswerEnough.class)))
                .thenReturn(CompletableFuture.completedFuture(CallState.ENDED));
    }

    @Test
    void tellsTheStateOfTheRequestAndItsDay() {
        assertThat(hold("26000123#", "1"))
                .containsExactly(
                        "assistant-hello",
                        "assistant-ask",
                        "assistant-request",
                        "26000123",
                        "assistant-at-work",
                        "assistant-due",
                        "date-1",
                        "month-2",
                        TOLD,
                        "assistant-enough");
        assertThat(enough).isTrue();
    }

    @Test
    void understandsTheNumberWithoutItsZerosAndWithoutTheHash() {
        assertThat(hold("26124", "1")).contains("assistant-done", TOLD).doesNotContain("assistant-due");
    }

    @Test
    void saysWhenPeopleAnswer() {
        when(numbers.hours(any()))
                .thenReturn(new OpeningHours(new Timetable(
                        false,
                        ZoneId.of("Europe/Paris"),
                        Timetable.week(Map.of(DayOfWeek.MONDAY, "08:00-12:30")),
                        List.of())));

        assertThat(hold("*", "1"))
                .containsSubsequence("hours-today", "hours-from", "hour-8", "hours-to", "hour-12", "minute-30", TOLD);
    }

    @Test
    void goesBackAtOnceOnZero() {
        assertThat(hold("0")).containsExactly("assistant-hello", "assistant-ask", NOT_TOLD, "assistant-back");
        assertThat(hold("26000123#", "0")).endsWith("assistant-enough", NOT_TOLD, "assistant-back");
        assertThat(enough).isFalse();
    }

    @Test
    void asksTwiceForANumberThatExists() {
        assertThat(hold("26000999#", "26000123#", "1"))
                .containsSubsequence("assistant-ask", "assistant-unknown", "assistant-ask", TOLD);
        assertThat(hold("26000999#", "26000998#", "26000123#", "1"))
                .endsWith("assistant-unknown", NOT_TOLD, "assistant-back")
                .doesNotContain(TOLD);
    }

    @Test
    void leavesWhoSaysNothingOrRubbishWaiting() {
        assertThat(hold()).endsWith("no-answer", NOT_TOLD, "assistant-back").doesNotContain(TOLD);
        assertThat(hold("#", "#")).containsOnlyOnce("assistant-back").doesNotContain(TOLD);
        assertThat(hold("7*#", "AAAAAAAAAAAAAAAAAAAAAAAAA")).contains("invalid").doesNotContain(TOLD);
        assertThat(hold("26000123#", "", "9")).endsWith("invalid", NOT_TOLD, "assistant-back");
        verify(signals, never()).seen(any(), any(AnswerEnough.class));
    }

    @Test
    void isNotToldAnyMoreWhileHeAsksForAnother() {
        assertThat(hold("26000123#", "2", "26000124#", "1"))
                .containsSubsequence(TOLD, NOT_TOLD, "assistant-ask", "assistant-done", TOLD);
        assertThat(enough).isTrue();
    }

    /// Whoever wants to read off numbers must call again and again.
    @Test
    void answersNotForEver() {
        var keys = new String[40];
        for (int i = 0; i < keys.length; i += 2) {
            keys[i] = "26000123#";
            keys[i + 1] = "2";
        }

        assertThat(hold(keys)).filteredOn(TOLD::equals).hasSize(4);
        assertThat(enough).isFalse();
    }

    @Test
    void waitsOnWhenItCouldNotBeStored() {
        when(signals.seen(any(), any(AnswerEnough.class)))
                .thenReturn(CompletableFuture.failedFuture(new IllegalStateException("away")));

        assertThat(hold("26000123#", "1")).endsWith(NOT_TOLD, "assistant-back");
        assertThat(enough).isFalse();
    }

    /// It is in the call's lane: when the database is back his call is over, and no agent would ever come.
    @Test
    void letsHimGoWhileItIsStillBeingStored() {
        when(signals.seen(any(), any(AnswerEnough.class))).thenReturn(new CompletableFuture<>() {
            @Override
            public CallState get(long timeout, TimeUnit unit) throws TimeoutException {
                throw new TimeoutException();
            }
        });

        assertThat(hold("26000123#", "1")).doesNotContain("assistant-back");
        assertThat(enough).isTrue();
    }

    @Test
    void saysNothingToWhoDoesNotWaitAnyMore() {
        when(signals.seen(any(), any(AssistantAsked.class)))
                .thenReturn(CompletableFuture.completedFuture(CallState.CONNECTED));

        assertThat(hold("26000123#", "1")).isEmpty();
    }

    /// What he hears, and what the line is told.
    ///
    /// @param keys what he presses each time that nothing is said any more, up to a silence
    private List<String> hold(String... keys) {
        var citizen = new Citizen(keys);
        enough = dialogue.hold(
                new Sighting(new CallId("asterisk-1-17.1"), "0493112233", null, Instant.EPOCH, null), citizen);
        return citizen.heard;
    }

    private static final class Citizen implements AssistantDialogue.Caller<RuntimeException> {

        private final List<String> heard = new ArrayList<>();
        private final List<String> answers;
        private String keys = "";

        Citizen(String... keys) {
            answers = new ArrayList<>(List.of(keys));
        }

        @Override
        public Optional<Character> play(String prompt) {
            heard.add(prompt);
            if (prompt.equals("assistant-ask") || prompt.equals("assistant-enough")) {
                keys = answers.isEmpty() ? "" : answers.removeFirst();
            }
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

        @Override
        public void told(boolean answer) {
            heard.add(answer ? TOLD : NOT_TOLD);
        }
    }
}
