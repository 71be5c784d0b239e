package fr.allomairies.telephony;

import fr.allomairies.voiceassistant.SpeechRecognizer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Understands of what a caller says what the test has written down, a word more every third of a second; of all else
/// nothing. Until something is written down nobody is listened to.
class ScriptedRecognizer implements SpeechRecognizer {

    private static final int PIECES_OF_A_WORD = 10;

    private final Queue<String> script = new ConcurrentLinkedQueue<>();
    private volatile boolean listens;
    private volatile @Nullable CountDownLatch hanging;

    void understands(String... sentences) {
        script.clear();
        script.addAll(List.of(sentences));
        listens = true;
    }

    /// From the next sound on.
    void hang() {
        hanging = new CountDownLatch(1);
    }

    void listensToNobody() {
        listens = false;
        var hung = hanging;
        hanging = null;
        if (hung != null) {
            hung.countDown();
        }
    }

    @Override
    public Optional<String> problem() {
        return listens ? Optional.empty() : Optional.of("absent");
    }

    @Override
    public Recognition open() {
        return new Recognition() {

            private int pieces;

            @Override
            public String take(byte[] sound) throws IOException {
                var hung = hanging;
                if (hung != null) {
                    await(hung);
                }
                pieces++;
                return Arrays.stream(
                                script.isEmpty()
                                        ? new String[0]
                                        : script.element().split(" "))
                        .limit(pieces / PIECES_OF_A_WORD)
                        .collect(Collectors.joining(" "));
            }

            @Override
            public String finish() {
                pieces = 0;
                return script.isEmpty() ? "" : script.remove();
            }

            @Override
            public void close() {}
        };
    }

    private static void await(CountDownLatch hung) throws IOException {
        try {
            hung.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
