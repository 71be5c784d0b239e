package fr.allomairies.telephony.call;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What stands before the samples in a WAV file of the telephone: 16 bits, 8,000 a second, one channel.
public final class WavHeader {

    public static final int BYTES = 44;

    private static final int RATE = 8_000;
    private static final int SAMPLE_BYTES = 2;

    private static final int RIFF_SIZE_AT = 4;
    private static final int WAVE_AT = 8;
    private static final int FORMAT_SIZE_AT = 16;
    private static final int FORMAT_BYTES = 16;
    /// PCM, and behind it the number of channels.
    private static final int FORMAT_AT = 20;
    private static final int PCM_OF_ONE_CHANNEL = 1 << Short.SIZE | 1;
    private static final int RATE_AT = 24;
    private static final int BYTE_RATE_AT = 28;
    /// Bytes of a sample, and behind them its bits.
    private static final int SAMPLE_AT = 32;
    private static final int DATA_AT = 36;
    private static final int DATA_SIZE_AT = 40;

    private WavHeader() {}

    /// @param samples their length in bytes
    public static byte[] of(long samples) {
        var length = Math.toIntExact(samples);
        var header = new byte[BYTES];
        put(header, 0, "RIFF");
        put(header, RIFF_SIZE_AT, BYTES - WAVE_AT + length);
        put(header, WAVE_AT, "WAVEfmt ");
        put(header, FORMAT_SIZE_AT, FORMAT_BYTES);
        put(header, FORMAT_AT, PCM_OF_ONE_CHANNEL);
        put(header, RATE_AT, RATE);
        put(header, BYTE_RATE_AT, RATE * SAMPLE_BYTES);
        put(header, SAMPLE_AT, SAMPLE_BYTES * Byte.SIZE << Short.SIZE | SAMPLE_BYTES);
        put(header, DATA_AT, "data");
        put(header, DATA_SIZE_AT, length);
        return header;
    }

    public static Duration duration(long samples) {
        return Duration.ofMillis(samples * 1_000 / (RATE * SAMPLE_BYTES));
    }

    private static void put(byte[] into, int at, String text) {
        var ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, into, at, ascii.length);
    }

    /// The lower byte comes first.
    private static void put(byte[] into, int at, int value) {
        for (var index = 0; index < Integer.BYTES; index++) {
            into[at + index] = (byte) (value >> index * Byte.SIZE);
        }
    }
}
