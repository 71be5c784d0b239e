package fr.allomairies.voiceassistant.speech;

import fr.allomairies.voiceassistant.SpeechSynthesizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Speaks by a program, each time in a process of its own, and keeps what it has spoken under the hash of the
/// words: the latest in memory, and in a folder all but what is said to one caller alone.
public final class ProgramVoice implements SpeechSynthesizer {

    /// Of either: longer takes only a program that hangs, or a machine on which nobody should wait.
    private static final Duration WITHIN = Duration.ofSeconds(4);

    /// Some minutes of sound.
    private static final int KEPT = 500;
    private static final int LONGEST = 1_000;
    /// A tenth of a second: no word is shorter.
    private static final int SHORTEST_BYTES = 1_600;
    private static final int AT_ONCE = 2;
    /// A request's number, spelt or written, and a date.
    private static final Pattern FOR_ONE = Pattern.compile("(\\d, ){3}|\\d{5}|\\d \\p{L}+ \\d{4}");

    private final Path program;
    private final Path folder;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Map<String, byte[]> spoken = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > KEPT;
        }
    });
    private volatile boolean there = true;

    /// @param program is called with a language, the WAV file to write, and the words
    /// @param folder for what was spoken; made when it is missing
    public ProgramVoice(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    @Override
    public boolean isThere() {
        return there;
    }

    @Override
    public byte[] speak(String sentence) throws IOException {
        var words = sayable(sentence);
        var name = name(words);
        var known = spoken.get(name);
        if (known != null) {
            return known;
        }
        try {
            var file = folder.resolve(name + ".wav");
            var kept = kept(file);
            var sound = kept == null ? make(words, file) : kept;
            spoken.put(name, sound);
            there = true;
            return sound;
        } catch (IOException e) {
            there = false;
            throw e;
        }
    }

    /// Typographic signs are nothing to a voice.
    private static String sayable(String sentence) {
        var plain = sentence.replace('’', '\'').replaceAll("[«»“”\\s]+", " ").strip();
        return plain.substring(0, Math.min(LONGEST, plain.length()));
    }

    /// What is kept and is no sound is made once more.
    private static byte @Nullable [] kept(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return sound(file);
        } catch (IOException _) {
            Files.deleteIfExists(file);
            return null;
        }
    }

    private static byte[] sound(Path file) throws IOException {
        var sound = Wav.samples(Files.readAllBytes(file));
        if (sound.length < SHORTEST_BYTES) {
            throw new IOException("the voice has said nothing");
        }
        return sound;
    }

    private byte[] make(String words, Path file) throws IOException {
        try {
            if (!free.tryAcquire(WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("too much is to be spoken at once");
            }
            try {
                return speak(words, file);
            } finally {
                free.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private byte[] speak(String words, Path file) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var work = Files.createTempFile(folder, "speak", ".wav");
        try {
            var text = words.startsWith("-") ? " " + words : words; // no option of the program
            var process = new ProcessBuilder(program.toString(), "fr", work.toString(), text)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IOException("the voice takes longer than " + WITHIN);
            }
            if (process.exitValue() != 0) {
                throw new IOException("the voice ended with " + process.exitValue());
            }
            var sound = sound(work);
            if (!FOR_ONE.matcher(words).find()) {
                Files.move(work, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            return sound;
        } finally {
            Files.deleteIfExists(work);
        }
    }

    private static String name(String words) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
