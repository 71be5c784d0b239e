package fr.allomairies.telephony;

import fr.allomairies.telephony.call.WavHeader;
import fr.allomairies.testkit.Sipp;

/// Who is heard in a WAV file: callers and agents of the tests have tones of their own.
final class Tones {

    private static final double RATE = 8_000;
    private static final int SAMPLE_BYTES = 2;
    /// Mean amplitude of a tone that is there; that of one that is not is near nothing.
    private static final double HEARD = 300;

    private Tones() {}

    static boolean callerHeard(byte[] wav) {
        return amplitude(wav, Sipp.CALLER_HERTZ) > HEARD;
    }

    static boolean agentHeard(byte[] wav) {
        return amplitude(wav, Sipp.AGENT_HERTZ) > HEARD;
    }

    static boolean heard(byte[] wav, double hertz) {
        return amplitude(wav, hertz) > HEARD;
    }

    /// Of one second in the middle.
    private static double amplitude(byte[] wav, double hertz) {
        var samples = (wav.length - WavHeader.BYTES) / SAMPLE_BYTES;
        var from = Math.max(0, samples / 2 - (int) RATE / 2);
        var count = (int) Math.min(RATE, samples - from);
        var sine = 0.0;
        var cosine = 0.0;
        for (var index = 0; index < count; index++) {
            var at = WavHeader.BYTES + (from + index) * SAMPLE_BYTES;
            var sample = wav[at] & 0xFF | wav[at + 1] << Byte.SIZE;
            sine += sample * Math.sin(2 * Math.PI * hertz * index / RATE);
            cosine += sample * Math.cos(2 * Math.PI * hertz * index / RATE);
        }
        return 2 * Math.hypot(sine, cosine) / Math.max(1, count);
    }
}
