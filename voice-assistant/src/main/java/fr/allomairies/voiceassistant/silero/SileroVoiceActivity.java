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
import java.util.Objects;
import java.util.Optional;
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

    private @Nullable OrtSession session;

    @Override
    public Optional<String> problem() {
        return SileroVoiceActivity.class.getResource(MODEL) == null
                ? Optional.of("the model of voice activity is missing in this build")
                : Optional.empty();
    }

    @Override
    public Sound open() throws IOException {
        return new Remembered(session());
    }

    private synchronized OrtSession session() throws IOException {
        var open = session;
        if (open == null) {
            open = load();
            session = open;
        }
        return open;
    }

    private static OrtSession load() throws IOException {
        try (var model = SileroVoiceActivity.class.getResourceAsStream(MODEL);
                var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            return OrtEnvironment.getEnvironment()
                    .createSession(Objects.requireNonNull(model).readAllBytes(), options);
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
