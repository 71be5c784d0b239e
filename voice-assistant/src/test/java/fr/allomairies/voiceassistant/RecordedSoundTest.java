package fr.allomairies.voiceassistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import fr.allomairies.voiceassistant.RecordedSound.Unusable;
import fr.allomairies.voiceassistant.RecordedSound.Unusable.Why;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedSoundTest {

    private static final int LINE = 8_000;

    @ParameterizedTest
    @CsvSource({"8000, 1", "16000, 1", "22050, 2", "44100, 2", "48000, 1"})
    void isAsTheLineCarriesIt(int rate, int channels) throws Exception {
        var samples = RecordedSound.ofFile(tone(rate, channels, 440, 1, 0.5));

        assertThat(samples).hasSize(2 * LINE);
        assertThat(strength(samples, 440)).isCloseTo(0.5, within(0.02));
        assertThat(strength(samples, 1_000)).isLessThan(0.02);
    }

    @Test
    void whatTheLineCannotCarryDoesNotWhistle() throws Exception {
        // 7 kHz would be heard as 1 kHz
        var file = tone(44_100, 1, 7_000, 1, 0.5);
        var samples = RecordedSound.ofFile(file);

        assertThat(strength(samples, 1_000)).isLessThan(0.005);
    }

    @Test
    void whatTelephonesWriteIsReadAsWell() throws Exception {
        var law = new AudioFormat(AudioFormat.Encoding.ULAW, LINE, 8, 1, 1, LINE, false);
        try (var sound = AudioSystem.getAudioInputStream(
                law, AudioSystem.getAudioInputStream(new ByteArrayInputStream(tone(LINE, 1, 440, 1, 0.5))))) {
            assertThat(strength(RecordedSound.ofFile(file(sound)), 440)).isCloseTo(0.5, within(0.03));
        }
    }

    @Test
    void comesBackAsAFileThatIsTheSame() throws Exception {
        var samples = RecordedSound.ofFile(tone(LINE, 1, 440, 1, 1));

        assertThat(RecordedSound.ofFile(RecordedSound.file(samples))).isEqualTo(samples);
    }

    @Test
    void saysWhyItCannotBeUsed() throws IOException {
        refuses(tone(LINE, 1, 440, 31, 0.5), Why.TOO_LONG);
        refuses(tone(LINE, 1, 440, 0.2, 0.5), Why.TOO_SHORT);
        refuses(tone(LINE, 1, 440, 1, 0.001), Why.SILENT);
        refuses(tone(96_000, 1, 440, 1, 0.5), Why.UNUSUAL);
        refuses(new byte[RecordedSound.MOST_BYTES + 1], Why.TOO_BIG);
        refuses(new byte[0], Why.NO_SOUND);
        refuses("MThd".getBytes(StandardCharsets.US_ASCII), Why.NO_SOUND);
    }

    /// Cut short anywhere in its head, or with any one byte of that otherwise, it is read or refused.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255})
    void aBrokenHeadIsNoSurprise(int otherwise) throws IOException {
        var file = tone(LINE, 1, 440, 1, 0.5);
        for (int i = 0; i < 48; i++) {
            var broken = otherwise == 0 ? Arrays.copyOf(file, i) : file.clone();
            if (otherwise != 0) {
                broken[i] = (byte) otherwise;
            }
            try {
                assertThat(RecordedSound.ofFile(broken).length).isLessThanOrEqualTo(60 * LINE);
            } catch (Unusable unusable) {
                assertThat(unusable.why()).isNotEqualTo(Why.TOO_BIG);
            }
        }
    }

    private static void refuses(byte[] file, Why why) {
        assertThatExceptionOfType(Unusable.class)
                .isThrownBy(() -> RecordedSound.ofFile(file))
                .extracting(Unusable::why)
                .isEqualTo(why);
    }

    private static byte[] tone(int rate, int channels, int hertz, double seconds, double strength) throws IOException {
        var frames = (int) (rate * seconds);
        var bytes = ByteBuffer.allocate(2 * frames * channels).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < frames * channels; i++) {
            var at = (double) (i / channels) / rate;
            bytes.putShort((short) (strength * Short.MAX_VALUE * Math.sin(2 * Math.PI * hertz * at)));
        }
        var format = new AudioFormat(rate, 16, channels, true, false);
        return file(new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, frames));
    }

    private static byte[] file(AudioInputStream sound) throws IOException {
        var file = new ByteArrayOutputStream();
        AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file);
        return file.toByteArray();
    }

    /// Of one tone in it.
    private static double strength(byte[] samples, int hertz) {
        var sound = ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        var sine = 0.0;
        var cosine = 0.0;
        for (int i = 0; i < sound.remaining(); i++) {
            var turn = 2 * Math.PI * hertz * i / LINE;
            sine += sound.get(i) * Math.sin(turn);
            cosine += sound.get(i) * Math.cos(turn);
        }
        return 2 * Math.hypot(sine, cosine) / sound.remaining() / Short.MAX_VALUE;
    }
}
