package fr.allomairies.voiceassistant.speech;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The sound in a WAV file as the telephone carries it.
final class Wav {

    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int NAME = 4;
    private static final int RATE_AT = 4;
    private static final int BITS_AT = 14;
    private static final int FORMAT = 16;
    private static final int RATE = 8_000;
    private static final int BITS = 16;

    private Wav() {}

    /// @throws IOException when it is none of 16 bits, 8 kHz and one channel
    static byte[] samples(byte[] file) throws IOException {
        var wav = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        var fits = false;
        for (var at = RIFF_HEADER; at + CHUNK_HEADER <= file.length; ) {
            var name = new String(file, at, NAME, StandardCharsets.US_ASCII);
            var size = Math.max(0, Math.min(wav.getInt(at + NAME), file.length - at - CHUNK_HEADER));
            var content = at + CHUNK_HEADER;
            if (name.equals("fmt ") && size >= FORMAT) {
                fits = wav.getShort(content + 2) == 1
                        && wav.getInt(content + RATE_AT) == RATE
                        && wav.getShort(content + BITS_AT) == BITS;
            } else if (name.equals("data") && fits) {
                return Arrays.copyOfRange(file, content, content + size - size % 2);
            }
            at = content + size + size % 2;
        }
        throw new IOException("this is no sound of 16 bits, 8 kHz and one channel");
    }
}
