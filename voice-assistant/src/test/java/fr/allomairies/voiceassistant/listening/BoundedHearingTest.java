package fr.allomairies.voiceassistant.listening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.allomairies.voiceassistant.Hearing.Heard;
import fr.allomairies.voiceassistant.Hearing.Listening;
import fr.allomairies.voiceassistant.SpeechRecognizer;
import fr.allomairies.voiceassistant.VoiceActivity;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Loud is speech here.
class BoundedHearingTest {

    static final byte[] QUIET = new byte[320];
    static final byte[] LOUD = new byte[320];

    static {
        Arrays.fill(LOUD, (byte) 40);
    }

    final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    final Scripted recognizer = new Scripted();
    final BoundedHearing hearing = new BoundedHearing(new Loudness(), recognizer, Duration.ofMillis(500), 2);

    @AfterEach
    void stop() {
        recognizer.go.countDown();
        hearing.close();
    }

    @Test
    void tellsThatHeSpeaksInWhichWordsAndThatHeHasEnded() {
        var caller = listen();
        speak(caller);
        await().until(() -> heard.contains("said: il y a un trou"));
        assertThat(heard).startsWith("speaks", "il", "il y").doesNotContain("deaf");
        assertThat(heard.getLast()).isEqualTo("said: il y a un trou");
    }

    /// Music and shouting.
    @Test
    void endsWhatHasNoWords() {
        recognizer.words = "";
        var caller = listen();
        feed(caller, LOUD, 250);
        await().until(() -> heard.contains("said: "));
    }

    @Test
    void takesMissingSoundForSilence() {
        var caller = listen();
        feed(caller, LOUD, 20);
        var now = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        await().until(() -> {
            caller.tick(now);
            return heard.contains("said: il y a un trou");
        });
    }

    @Test
    void refusesMoreThanItHasRoomForAndHasRoomAgain() {
        var first = listen();
        listen();
        assertThat(hearing.listen(new Told())).isEmpty();
        assertThat(hearing.figures().refused()).isEqualTo(1);
        first.close();
        await().until(() -> hearing.figures().listening() == 1);
        assertThat(hearing.listen(new Told())).isPresent();
    }

    @Test
    void isDeafWhenTheRecogniserThrows() {
        recognizer.fails = true;
        var caller = listen();
        speak(caller);
        await().until(() -> heard.contains("deaf"));
        assertThat(hearing.figures().lost()).isEqualTo(1);
        caller.close();
        await().until(() -> hearing.figures().listening() == 0);
    }

    @Test
    void isDeafAndKeepsNoPlaceWhateverIsThrown() {
        recognizer.bursts = true;
        var caller = listen();
        speak(caller);
        await().until(() -> heard.contains("deaf"));
        caller.close();
        await().until(() -> hearing.figures().listening() == 0);
    }

    /// It costs one place until it comes back, and nobody else anything.
    @Test
    void isDeafWhenTheRecogniserHangsAndKeepsItsPlaceUntilItComesBack() {
        recognizer.hangs = true;
        var caller = listen();
        speak(caller);
        await().until(() -> recognizer.hanging);
        caller.tick(System.nanoTime() + Duration.ofSeconds(4).toNanos());
        assertThat(heard).contains("deaf");
        caller.close();
        assertThat(hearing.figures().listening()).isEqualTo(1);

        recognizer.hangs = false;
        heard.clear();
        speak(listen());
        await().until(() -> heard.contains("said: il y a un trou"));

        recognizer.go.countDown();
        await().until(() -> hearing.figures().listening() == 1);
    }

    private Listening listen() {
        return hearing.listen(new Told()).orElseThrow();
    }

    private static void speak(Listening caller) {
        feed(caller, QUIET, 10);
        feed(caller, LOUD, 50);
        feed(caller, QUIET, 50);
    }

    private static void feed(Listening caller, byte[] sound, int times) {
        for (int i = 0; i < times; i++) {
            caller.take(sound);
        }
    }

    private final class Told implements Heard {

        @Override
        public void speaks() {
            heard.add("speaks");
        }

        @Override
        public void partly(String words) {
            heard.add(words);
        }

        @Override
        public void said(String words) {
            heard.add("said: " + words);
        }

        @Override
        public void deaf() {
            heard.add("deaf");
        }
    }

    private static final class Loudness implements VoiceActivity {

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }

        @Override
        public Sound open() {
            return samples -> samples[0] == 0 ? 0 : 1;
        }
    }

    /// A word more with each sound.
    private static final class Scripted implements SpeechRecognizer {

        final CountDownLatch go = new CountDownLatch(1);
        volatile String words = "il y a un trou";
        volatile boolean fails;
        volatile boolean bursts;
        volatile boolean hangs;
        volatile boolean hanging;

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }

        @Override
        public Recognition open() {
            return new Recognition() {
                int taken;

                @Override
                public String take(byte[] sound) throws IOException {
                    if (fails) {
                        throw new IOException("broken");
                    }
                    if (bursts) {
                        throw new StackOverflowError();
                    }
                    if (hangs) {
                        hanging = true;
                        try {
                            go.await();
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                    }
                    taken++;
                    return String.join(
                            " ", Arrays.asList(words.split(" ")).subList(0, Math.min(taken, words.split(" ").length)));
                }

                @Override
                public String finish() {
                    taken = 0;
                    return words;
                }

                @Override
                public void close() {}
            };
        }
    }
}
