package fr.allomairies.voiceassistant;

import fr.allomairies.voiceassistant.speech.Upload;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Sound that goes in and out as a file, and is kept as the line carries it: 16 bits a sample, 8 kHz, mono, the
/// low byte first.
public final class RecordedSound {

    /// Half a minute at the highest rate, and what is written around it.
    public static final int MOST_BYTES = 8_000_000;

    private static final int RATE = 8_000;
    private static final short PCM = 1;
    private static final int SAMPLE_BYTES = 2;
    private static final int HEADER = 44;
    private static final int FORMAT = 16;
    private static final int NAMES = 8;

    private RecordedSound() {}

    /// That nobody can be played it.
    public static final class Unusable extends Exception {

        private static final long serialVersionUID = 1;

        private final Why why;

        public Unusable(Why why) {
            this(why, null);
        }

        public Unusable(Why why, @Nullable Throwable cause) {
            super(why.name(), cause);
            this.why = why;
        }

        public Why why() {
            return why;
        }

        public enum Why {
            /// No WAV file, or one that is broken.
            NO_SOUND,
            /// Of less than 8 kHz, more than 48 kHz, or more than two channels.
            UNUSUAL,
            TOO_LONG,
            TOO_SHORT,
            SILENT,
            TOO_BIG
        }
    }

    /// Of a WAV file of up to half a minute.
    public static byte[] ofFile(byte[] wav) throws Unusable {
        if (wav.length > MOST_BYTES) {
            throw new Unusable(Unusable.Why.TOO_BIG);
        }
        return Upload.samples(wav);
    }

    public static byte[] file(byte[] samples) {
        var wav = ByteBuffer.allocate(HEADER + samples.length).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(HEADER - NAMES + samples.length).put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(FORMAT).putShort(PCM).putShort((short) 1);
        wav.putInt(RATE).putInt(RATE * SAMPLE_BYTES).putShort((short) SAMPLE_BYTES);
        wav.putShort((short) (8 * SAMPLE_BYTES));
        return wav.put(ascii("data")).putInt(samples.length).put(samples).array();
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
