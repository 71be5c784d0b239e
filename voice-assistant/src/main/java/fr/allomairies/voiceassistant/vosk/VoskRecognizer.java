package fr.allomairies.voiceassistant.vosk;

import fr.allomairies.voiceassistant.SpeechRecognizer;
import fr.allomairies.voiceassistant.listening.NoRecognizer;
import fr.allomairies.voiceassistant.models.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;
import org.vosk.Recognizer;

/// Vosk, which understands while he speaks. Its model is read in the background; one that is not whole is not given
/// to it, for it may end the whole process.
public final class VoskRecognizer implements SpeechRecognizer {

    private static final Logger LOG = LoggerFactory.getLogger(VoskRecognizer.class);
    private static final float RATE = 8_000;

    private volatile @Nullable String problem = "its model is being read";
    private volatile @Nullable Model model;

    public VoskRecognizer(Path folder) {
        Thread.ofPlatform().daemon().name("recognition-model").start(() -> load(folder));
    }

    private void load(Path folder) {
        if (!Files.exists(folder)) {
            problem = NoRecognizer.ABSENT;
            return;
        }
        problem = ModelFolder.problem(folder).orElseGet(() -> read(folder));
        if (problem == null) {
            LOG.atInfo().log("recognition-ready");
        } else {
            LOG.atError().addKeyValue("cause", problem).log("recognition-absent");
        }
    }

    private @Nullable String read(Path folder) {
        try {
            LibVosk.setLogLevel(LogLevel.WARNINGS);
            model = new Model(folder.toString());
            return null;
        } catch (IOException | LinkageError e) {
            return "its model cannot be read: " + e.getMessage();
        }
    }

    @Override
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public Recognition open() throws IOException {
        var read = model;
        if (read == null) {
            throw new IOException("there is no model");
        }
        return new Sentences(new Recognizer(read, RATE));
    }

    private static final class Sentences implements Recognition {

        private static final Pattern WORDS = Pattern.compile("\"(?:text|partial)\"\\s*:\\s*\"([^\"]*)\"");

        private final Recognizer recognizer;
        /// Vosk has ends of sentences of its own.
        private String before = "";

        Sentences(Recognizer recognizer) {
            this.recognizer = recognizer;
        }

        @Override
        public String take(byte[] sound) {
            if (recognizer.acceptWaveForm(sound, sound.length)) {
                before = joined(recognizer.getResult());
                return before;
            }
            return joined(recognizer.getPartialResult());
        }

        @Override
        public String finish() {
            var all = joined(recognizer.getFinalResult());
            before = "";
            return all;
        }

        private String joined(String result) {
            var words = WORDS.matcher(result);
            return words.find() ? (before + " " + words.group(1)).strip() : before;
        }

        @Override
        public void close() {
            recognizer.close();
        }
    }
}
