package fr.allomairies.telephony.call;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// What stands before the samples in a WAV file of the telephone: 16 bits, 8,000 a second, one channel.
public final class WavHeader {

    public static final int BYTES = 44;

    private static final int FORMAT_BYTES = 16;
    private static final short PCM = 1;
    private static final short CHANNELS = 1;
    private static final int RATE = 8_000;
    private static final short SAMPLE_BYTES = 2;

    private WavHeader() {}

    /// @param samples their length in bytes
    public static byte[] of(long samples) {
        var length = Math.toIntExact(samples);
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(BYTES - Long.BYTES + length)
                .put(ascii("WAVEfmt "))
                .putInt(FORMAT_BYTES)
                .putShort(PCM)
                .putShort(CHANNELS)
                .putInt(RATE)
                .putInt(RATE * SAMPLE_BYTES)
                .putShort(SAMPLE_BYTES)
                .putShort((short) (SAMPLE_BYTES * Byte.SIZE))
                .put(ascii("data"))
                .putInt(length)
                .array();
    }

    public static Duration duration(long samples) {
        return Duration.ofMillis(samples * 1_000 / (RATE * SAMPLE_BYTES));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
