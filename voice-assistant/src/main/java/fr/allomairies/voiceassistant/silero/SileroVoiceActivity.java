package fr.allomairies.voiceassistant.silero;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import fr.allomairies.voiceassistant.VoiceActivity;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Silero VAD 5 by onnxruntime: a fifth of a millisecond for 32 ms of sound. It remembers the sound before, and some
/// samples of it are given to it with the next. The model comes into the build by `silero/fetch.sh`.
public final class SileroVoiceActivity implements VoiceActivity {

    private static final String MODEL = "silero_vad.onnx";
    private static final long RATE = 8_000;
    /// Of the sound before.
    private static final int CONTEXT = 32;

    private static final long[] STATE = {2, 1, 128};
    private static final int STATE_SIZE = 256;
    private static final float FULL = 32_768;

    private final AtomicBoolean asked = new AtomicBoolean();
    private volatile @Nullable OrtSession session;
    private volatile String problem = "the model of voice activity is being read";

    /// From the first question on the model is read, in the background: no caller waits for it.
    @Override
    public Optional<String> problem() {
        if (asked.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("voice-activity-model").start(this::read);
        }
        return session == null ? Optional.of(problem) : Optional.empty();
    }

    private void read() {
        try {
            session = load();
        } catch (IOException e) {
            problem = "the model of voice activity cannot be read: " + e.getMessage();
        }
    }

    @Override
    public Sound open() throws IOException {
        var ready = session;
        if (ready == null) {
            throw new IOException(problem);
        }
        return new Remembered(ready);
    }

    private static OrtSession load() throws IOException {
        try (var model = SileroVoiceActivity.class.getResourceAsStream(MODEL);
                var options = new OrtSession.SessionOptions()) {
            if (model == null) {
                throw new IOException("it is missing in this build");
            }
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return OrtEnvironment.getEnvironment().createSession(model.readAllBytes(), options);
        } catch (OrtException | LinkageError e) {
            throw new IOException(e);
        }
    }

    private static final class Remembered implements Sound {

        private final OrtSession session;
        private final float[] input = new float[CONTEXT + SAMPLES];
        private final float[] state = new float[STATE_SIZE];

        Remembered(OrtSession session) {
            this.session = session;
        }

        @Override
        public double speech(short[] samples) throws IOException {
            System.arraycopy(input, SAMPLES, input, 0, CONTEXT);
            for (int i = 0; i < SAMPLES; i++) {
                input[CONTEXT + i] = samples[i] / FULL;
            }
            var environment = OrtEnvironment.getEnvironment();
            try (var sound = OnnxTensor.createTensor(
                            environment, FloatBuffer.wrap(input), new long[] {1, input.length});
                    var before = OnnxTensor.createTensor(environment, FloatBuffer.wrap(state), STATE);
                    var rate = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[] {RATE}), new long[0]);
                    var result = session.run(Map.of("input", sound, "state", before, "sr", rate))) {
                tensor(result, "stateN").getFloatBuffer().get(state);
                return tensor(result, "output").getFloatBuffer().get(0);
            } catch (OrtException e) {
                throw new IOException(e);
            }
        }

        private static OnnxTensor tensor(OrtSession.Result result, String name) {
            return (OnnxTensor) result.get(name).orElseThrow();
        }
    }
}
