package fr.allomairies.telephony;

import fr.allomairies.telephony.call.WavHeader;
import fr.allomairies.testkit.RealAsterisk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// An Asterisk whose notices are over in a quarter of a second: a recorded prompt of one's own takes the place of ours.
final class ShortNotice {

    private static final int QUARTER_OF_A_SECOND = 4_000;

    private ShortNotice() {}

    static RealAsterisk asterisk() {
        try {
            var folder = Files.createTempDirectory("allo-prompts-");
            var wav = new ByteArrayOutputStream();
            wav.write(WavHeader.of(QUARTER_OF_A_SECOND));
            wav.write(new byte[QUARTER_OF_A_SECOND]);
            Path prompts = Files.createDirectory(folder.resolve("fr"));
            for (var notice : List.of("recording-notice", "listening-notice")) {
                Files.write(prompts.resolve(notice + ".wav"), wav.toByteArray());
            }
            return RealAsterisk.start(Map.of("RECORDINGS", folder.toString()));
        } catch (IOException e) {
            throw new IllegalStateException("no folder for prompts", e);
        }
    }
}
