package fr.allomairies.testkit;

import java.time.Duration;
import java.util.Arrays;

/// Sound in G.711 A-law, 8 kHz, as telephones send it.
public final class Alaw {

    private static final int RATE = 8_000;
    private static final int LOUDNESS = 4_000;
    private static final int SIGN = 0x80;
    private static final int EVEN_BITS = 0x55;
    private static final int LINEAR_STEP = 4;
    private static final int SMALLEST = 256;

    private Alaw() {}

    static byte[] tone(double hertz, Duration duration) {
        var samples = new byte[(int) (duration.toMillis() * RATE / 1_000)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = encode((int) (LOUDNESS * Math.sin(2 * Math.PI * hertz * i / RATE)));
        }
        return samples;
    }

    static byte[] silence(Duration duration) {
        var samples = new byte[(int) (duration.toMillis() * RATE / 1_000)];
        Arrays.fill(samples, encode(0));
        return samples;
    }

    /// @param linear a sample of 16 bits
    public static byte encode(int linear) {
        var sign = linear >= 0 ? SIGN : 0;
        var magnitude = Math.min(Math.abs(linear), Short.MAX_VALUE);
        return (byte) ((sign | segment(magnitude)) ^ EVEN_BITS);
    }

    /// @return of a sample's loudness, on the scale of [#encode], roughly
    public static int magnitude(byte sample) {
        var code = (sample ^ EVEN_BITS) & ~SIGN & 0xFF;
        var exponent = code >> LINEAR_STEP;
        var mantissa = code & 0x0F;
        return exponent == 0 ? mantissa << LINEAR_STEP : (mantissa | 0x10) << (exponent + 3);
    }

    private static int segment(int magnitude) {
        if (magnitude < SMALLEST) {
            return magnitude >> LINEAR_STEP;
        }
        var exponent = Integer.SIZE - Integer.numberOfLeadingZeros(magnitude) - Byte.SIZE;
        return (exponent << LINEAR_STEP) | ((magnitude >> (exponent + 3)) & 0x0F);
    }
}
