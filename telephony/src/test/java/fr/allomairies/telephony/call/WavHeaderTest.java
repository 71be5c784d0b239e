package fr.allomairies.telephony.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;

class WavHeaderTest {

    private static final int HALF_A_SECOND = 8_000;

    @Test
    void isUnderstoodByWhoeverReadsWavFiles() throws Exception {
        var file = new ByteArrayOutputStream();
        file.write(WavHeader.of(HALF_A_SECOND));
        file.write(new byte[HALF_A_SECOND]);

        var sound = AudioSystem.getAudioInputStream(new ByteArrayInputStream(file.toByteArray()));

        assertThat(sound.getFormat().getEncoding()).isEqualTo(AudioFormat.Encoding.PCM_SIGNED);
        assertThat(sound.getFormat().getSampleRate()).isEqualTo(8_000);
        assertThat(sound.getFormat().getSampleSizeInBits()).isEqualTo(16);
        assertThat(sound.getFormat().getChannels()).isEqualTo(1);
        assertThat(sound.getFrameLength()).isEqualTo(HALF_A_SECOND / 2);
        assertThat(WavHeader.duration(HALF_A_SECOND)).isEqualTo(Duration.ofMillis(500));
    }
}
