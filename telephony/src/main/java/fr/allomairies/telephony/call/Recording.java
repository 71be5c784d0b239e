package fr.allomairies.telephony.call;

import java.time.Duration;
import java.util.Optional;

/// What a citizen said to the answering machine: a WAV file of 16-bit samples, 8,000 a second, one channel.
public final class Recording {

    private static final int HEADER_BYTES = 44;
    private static final int RIFF_SIZE_AT = 4;
    private static final int DATA_SIZE_AT = 40;
    private static final int RATE = 8_000;
    private static final int SAMPLE_BYTES = 2;
    /// 20 ms.
    private static final int FRAME_SAMPLES = 160;
    /// Mean amplitude of a frame above which Asterisk too takes it for sound.
    private static final int LOUD = 256;
    /// Half a second in all: less is a click, or a breath.
    private static final int LOUD_FRAMES = 25;

    private final byte[] wav;

    private Recording(byte[] wav) {
        this.wav = wav;
    }

    /// @param recorded the file, whose header may not know its length yet: the line may have died while it wrote
    /// @return empty when it is no such file
    public static Optional<Recording> of(byte[] recorded) {
        if (recorded.length < HEADER_BYTES || recorded[0] != 'R' || recorded[1] != 'I' || recorded[2] != 'F') {
            return Optional.empty();
        }
        var wav = recorded.clone();
        putInt(wav, RIFF_SIZE_AT, wav.length - RIFF_SIZE_AT * 2);
        putInt(wav, DATA_SIZE_AT, wav.length - HEADER_BYTES);
        return Optional.of(new Recording(wav));
    }

    /// Whole, to be kept and played.
    public byte[] wav() {
        return wav.clone();
    }

    public Duration duration() {
        return Duration.ofMillis(1_000L * samples() / RATE);
    }

    /// Whether there is anything to be heard.
    public boolean saysSomething() {
        var loud = 0;
        for (var frame = 0; frame < samples() / FRAME_SAMPLES; frame++) {
            loud += loudness(frame) >= LOUD ? 1 : 0;
        }
        return loud >= LOUD_FRAMES;
    }

    private int loudness(int frame) {
        var sum = 0;
        for (var sample = 0; sample < FRAME_SAMPLES; sample++) {
            sum += Math.abs(sample(frame * FRAME_SAMPLES + sample));
        }
        return sum / FRAME_SAMPLES;
    }

    /// The lower byte comes first.
    private int sample(int index) {
        var at = HEADER_BYTES + index * SAMPLE_BYTES;
        return wav[at] & 0xFF | wav[at + 1] << Byte.SIZE;
    }

    private static void putInt(byte[] into, int at, int value) {
        for (var index = 0; index < Integer.BYTES; index++) {
            into[at + index] = (byte) (value >> index * Byte.SIZE);
        }
    }

    private int samples() {
        return (wav.length - HEADER_BYTES) / SAMPLE_BYTES;
    }
}
