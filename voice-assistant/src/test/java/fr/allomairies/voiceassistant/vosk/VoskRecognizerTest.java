package fr.allomairies.voiceassistant.vosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vosk.LibVosk;
import org.vosk.LogLevel;

class VoskRecognizerTest {

    @TempDir
    Path folder;

    @Test
    void isAbsentWithoutAModel() {
        assertThat(problem(folder.resolve("nothing"))).isEqualTo("absent");
    }

    @Test
    void refusesAModelThatNobodyHasChecked() throws IOException {
        Files.writeString(folder.resolve("final.mdl"), "half");
        assertThat(problem(folder)).contains("./allo models");
    }

    @Test
    void refusesAModelThatIsHalfCopied() throws IOException {
        Files.writeString(folder.resolve("SHA256SUMS"), "0".repeat(64) + "  am/final.mdl\n");
        assertThat(problem(folder)).isEqualTo("its model is not whole: am/final.mdl");
    }

    /// Whole, and yet no model: the library refuses it, and nothing dies.
    @Test
    void saysSoWhenTheLibraryCannotReadIt() throws IOException {
        Files.writeString(folder.resolve("README"), "");
        Files.writeString(
                folder.resolve("SHA256SUMS"),
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  README\n");
        assertThat(problem(folder)).startsWith("its model cannot be read");
    }

    @Test
    void loadsItsNativeLibrary() {
        LibVosk.setLogLevel(LogLevel.WARNINGS);
    }

    private static String problem(Path folder) {
        var recognizer = new VoskRecognizer(folder);
        await().until(() -> !recognizer.problem().equals(Optional.of("its model is being read")));
        assertThatIOException().isThrownBy(recognizer::open);
        return recognizer.problem().orElseThrow();
    }
}
