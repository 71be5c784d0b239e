package fr.allomairies.telephony.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

public class RecordingTest {

    @Test
    void tellsAMessageFromSilence() {
        assertThat(recording(wav(2_000, 4_000)).saysSomething()).isTrue();
        assertThat(recording(wav(2_000, 100)).saysSomething()).isFalse();
    }

    @Test
    void takesAClickForNoMessage() {
        assertThat(recording(wav(300, 8_000)).saysSomething()).isFalse();
        assertThat(recording(wav(0, 0)).saysSomething()).isFalse();
    }

    @Test
    void knowsHowLongItIs() {
        assertThat(recording(wav(2_500, 4_000)).duration()).isEqualTo(Duration.ofMillis(2_500));
    }

    /// The line was killed while it wrote: the header still says that nothing follows.
    @Test
    void writesTheLengthIntoAHeaderThatLacksIt() {
        var cut = wav(1_000, 4_000);
        ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 0).putInt(40, 0);

        var whole = ByteBuffer.wrap(recording(cut).wav()).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(whole.getInt(4)).isEqualTo(cut.length - 8);
        assertThat(whole.getInt(40)).isEqualTo(16_000);
    }

    @Test
    void isNoRecordingWithoutAHeader() {
        assertThat(Recording.of(new byte[0])).isEmpty();
        assertThat(Recording.of(new byte[100])).isEmpty();
    }

    private static Recording recording(byte[] wav) {
        return Recording.of(wav).orElseThrow();
    }

    /// A tone of 400 Hz as Asterisk writes it.
    public static byte[] wav(int millis, int loudness) {
        var samples = millis * 8;
        var wav = ByteBuffer.allocate(44 + samples * 2).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes()).putInt(36 + samples * 2).put("WAVEfmt ".getBytes());
        wav.putInt(16).putShort((short) 1).putShort((short) 1).putInt(8_000).putInt(16_000);
        wav.putShort((short) 2).putShort((short) 16).put("data".getBytes()).putInt(samples * 2);
        for (var i = 0; i < samples; i++) {
            wav.putShort((short) (loudness * Math.sin(2 * Math.PI * i / 20)));
        }
        return wav.array();
    }
}
