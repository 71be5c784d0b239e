package fr.allomairies.voiceassistant.speech;

import fr.allomairies.voiceassistant.RecordedSound.Unusable;
import fr.allomairies.voiceassistant.RecordedSound.Unusable.Why;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/// A WAV file that somebody brings, of any of the usual kinds.
public final class Upload {

    private static final int LONGEST_SECONDS = 30;
    private static final double SHORTEST_SECONDS = 0.3;
    private static final int LOWEST_RATE = 8_000;
    private static final int HIGHEST_RATE = 48_000;
    private static final int SAMPLE_BYTES = 2;
    /// A thirtieth of the loudest: whoever speaks is louder.
    private static final float SILENCE = 0.03f;
    private static final int NAME = 4;
    private static final int KIND_AT = 8;

    private Upload() {}

    /// @return as the line carries it
    public static byte[] samples(byte[] file) throws Unusable {
        if (!isWave(file)) {
            throw new Unusable(Why.NO_SOUND);
        }
        try (var sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(file))) {
            return samples(sound);
        } catch (IOException | UnsupportedAudioFileException | RuntimeException e) {
            // the library throws whatever it likes at what it does not understand
            throw new Unusable(Why.NO_SOUND, e);
        }
    }

    /// Nothing else is given to the library, which plays scores as well.
    private static boolean isWave(byte[] file) {
        return file.length > KIND_AT + NAME
                && name(file, 0).equals("RIFF")
                && name(file, KIND_AT).equals("WAVE");
    }

    private static String name(byte[] file, int at) {
        return new String(file, at, NAME, StandardCharsets.US_ASCII);
    }

    private static byte[] samples(AudioInputStream sound) throws IOException, Unusable {
        var format = sound.getFormat();
        var rate = Math.round(format.getSampleRate());
        var channels = format.getChannels();
        if (rate < LOWEST_RATE || rate > HIGHEST_RATE || channels < 1 || channels > 2) {
            throw new Unusable(Why.UNUSUAL);
        }
        var plain = new AudioFormat(format.getSampleRate(), 8 * SAMPLE_BYTES, channels, true, false);
        var second = rate * channels * SAMPLE_BYTES;
        try (var converted = AudioSystem.getAudioInputStream(plain, sound)) {
            var bytes = read(converted, LONGEST_SECONDS * second + channels * SAMPLE_BYTES);
            if (bytes.length > LONGEST_SECONDS * second) {
                throw new Unusable(Why.TOO_LONG);
            }
            if (bytes.length < SHORTEST_SECONDS * second) {
                throw new Unusable(Why.TOO_SHORT);
            }
            return bytes(Resampled.of(loud(mono(bytes, channels)), rate));
        }
    }

    /// It hands out whole frames alone, and none at all where less is asked for: [InputStream#readNBytes] would ask for
    /// ever.
    private static byte[] read(InputStream sound, int most) throws IOException {
        var bytes = new byte[most];
        var length = 0;
        for (var more = 1; more > 0 && length < most; length += Math.max(0, more)) {
            more = sound.read(bytes, length, most - length);
        }
        return Arrays.copyOf(bytes, length);
    }

    private static float[] mono(byte[] bytes, int channels) {
        var samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        var mono = new float[samples.remaining() / channels];
        for (int i = 0; i < mono.length; i++) {
            for (int channel = 0; channel < channels; channel++) {
                mono[i] += samples.get(i * channels + channel) / (32_768f * channels);
            }
        }
        return mono;
    }

    private static float[] loud(float[] mono) throws Unusable {
        for (var sample : mono) {
            if (Math.abs(sample) >= SILENCE) {
                return mono;
            }
        }
        throw new Unusable(Why.SILENT);
    }

    private static byte[] bytes(short[] samples) {
        var bytes = ByteBuffer.allocate(SAMPLE_BYTES * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }
}
