package fr.allomairies.bench.assistant;

import fr.allomairies.bench.written.Installation;
import fr.allomairies.bench.written.Latencies;
import fr.allomairies.testkit.Alaw;
import fr.allomairies.testkit.RealAsterisk;
import fr.allomairies.testkit.Repository;
import fr.allomairies.testkit.Sipp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/// `./allo bench assistant`: on real Asterisk, as many callers as are listened to, in words; then many at once who are
/// held by the assistant by keys. Prints as its last line
/// `RESULT key_to_sound_p95_ms=… late_frame_p99_ms=… speech_to_sound_p95_ms=… calls=… failed=…`.
public final class AssistantBench implements AutoCloseable {

    private static final int CALLS = 50;
    private static final int LISTENED_TO = 8;
    private static final int A_SECOND = 25;
    private static final String NUMBER = "3906";
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Pattern ANSWERED = Pattern.compile("answered (\\d+) (\\d+)");
    private static final int WAV_HEADER = 44;
    /// The voice ends with a fifth of a second of silence; then nothing is below this but the last word's end.
    private static final int SPEECH = 200;
    /// An answer that lacks more of its frames was cut.
    private static final double WHOLE = 0.98;

    private final RealAsterisk asterisk;
    private final Installation product;
    private final Sipp sipp;
    private final Path folder;
    private final Path listens;
    private final Latencies late = new Latencies();
    private int failed;

    private AssistantBench(RealAsterisk asterisk, Installation product, Path folder) {
        this.asterisk = asterisk;
        this.product = product;
        this.folder = folder;
        this.listens = listens(folder);
        this.sipp = Sipp.against(asterisk.sipPort());
    }

    public static void main(String[] args) throws Exception {
        var quick = List.of(args).contains("--quick");
        try (var bench = open()) {
            bench.run(quick ? 1 : 3);
        }
    }

    private static AssistantBench open() throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("allo-bench-assistant-");
        var asterisk = RealAsterisk.start(Map.of());
        var listens = Files.createFile(listens(folder));
        var settings = new HashMap<>(asterisk.properties());
        settings.put("allo.voice.assistant.enabled", "true");
        settings.put(ScriptedRecognizer.SETTING, listens.toString());
        var product = Installation.start(settings, List.of(ScriptedRecognizer.class));
        return new AssistantBench(asterisk, product, folder);
    }

    private static Path listens(Path folder) {
        return folder.resolve("listens");
    }

    private void run(int rounds) throws IOException, InterruptedException {
        var words = words();
        play(1, words, false);
        var said = new Latencies();
        for (int round = 0; round < 2 * rounds; round++) {
            measure("in words", LISTENED_TO, words, false).forEach(said::add);
        }
        Files.delete(listens);
        var keys = keys("1*2");
        var pressed = new Latencies();
        for (int round = 0; round < rounds; round++) {
            measure("by keys", CALLS, keys, true).forEach(pressed::add);
        }
        System.out.printf(
                Locale.ROOT,
                "RESULT key_to_sound_p95_ms=%.0f late_frame_p99_ms=%.1f speech_to_sound_p95_ms=%.0f calls=%d failed=%d%n",
                pressed.millis(0.95),
                late.millis(0.99),
                said.millis(0.95),
                CALLS,
                failed);
    }

    private static List<Act> keys(String keys) {
        return keys.chars().mapToObj(key -> Act.press((char) key)).toList();
    }

    private List<Act> words() throws IOException {
        var acts = new ArrayList<Act>();
        for (var sentence : ScriptedRecognizer.SENTENCES) {
            acts.add(Act.say(speech(sentence)));
        }
        return acts;
    }

    private byte[] speech(String sentence) throws IOException {
        var wav = folder.resolve("says.wav");
        var speak = Repository.root().resolve("docker/asterisk/speak");
        Repository.run(Map.of(), List.of(speak.toString(), "fr", wav.toString(), sentence));
        var samples = ByteBuffer.wrap(Files.readAllBytes(wav))
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(WAV_HEADER)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        var speech = new byte[samples.remaining()];
        var end = 0;
        for (int at = 0; at < speech.length; at++) {
            var sample = samples.get();
            speech[at] = Alaw.encode(sample);
            end = Math.abs(sample) > SPEECH ? at + 1 : end;
        }
        return Arrays.copyOf(speech, (end + Act.FRAME - 1) / Act.FRAME * Act.FRAME);
    }

    /// @return what every caller waited, each time
    private List<Long> measure(String name, int calls, List<Act> acts, boolean toTheEnd)
            throws IOException, InterruptedException {
        var before = product.cpu();
        var callers = play(calls, acts, toTheEnd);
        account(name, callers, product.cpu().since(before));
        return callers.stream().flatMap(caller -> caller.waits().stream()).toList();
    }

    private List<Handset> play(int calls, List<Act> acts, boolean toTheEnd) throws IOException, InterruptedException {
        var callers = new ArrayList<Handset>();
        var ports = new ArrayList<Integer>();
        for (int nth = 0; nth < calls; nth++) {
            var caller = new Handset(acts, toTheEnd);
            callers.add(caller);
            ports.add(caller.port());
        }
        var run = sipp.callWithoutSound(NUMBER, ports, A_SECOND);
        var handsets = new Handsets(callers);
        var until = System.nanoTime() + LONGEST.toNanos();
        var known = 0;
        while (!handsets.isOver() && System.nanoTime() < until) {
            var lines = run.lines();
            lines.subList(known, lines.size()).forEach(line -> connect(callers, line));
            known = lines.size();
            Thread.sleep(LOOK_AGAIN);
        }
        handsets.close();
        run.hangUp();
        return callers;
    }

    private static void connect(List<Handset> callers, String line) {
        var answered = ANSWERED.matcher(line);
        if (answered.matches()) {
            callers.get(Integer.parseInt(answered.group(1)) - 1).isAnswered(Integer.parseInt(answered.group(2)));
        }
    }

    private void account(String name, List<Handset> callers, Installation.Cpu cpu) {
        var latencies = new Latencies();
        callers.forEach(caller -> caller.waits().forEach(latencies::add));
        var frames = new Latencies();
        callers.forEach(caller -> caller.late().forEach(frames::add));
        callers.forEach(caller -> caller.late().forEach(late::add));
        var lost = (int) callers.stream()
                .filter(caller -> isCut(caller, callers) || caller.failed())
                .count();
        failed += lost;
        System.out.printf(
                Locale.ROOT,
                "%-8s %2d calls: first sound after %.0f ms (p50), %.0f ms (p95); of %d frames late by %.1f ms (p99),"
                        + " %.1f ms (worst); %d failed; %s%n",
                name,
                callers.size(),
                latencies.millis(0.5),
                latencies.millis(0.95),
                frames.count(),
                frames.millis(0.99),
                frames.millis(1),
                lost,
                cpu.each(callers.size()));
    }

    /// All hear the same answers.
    private static boolean isCut(Handset caller, List<Handset> all) {
        for (int answer = 0; answer < caller.lengths().size(); answer++) {
            var nth = answer;
            var longest = all.stream()
                    .filter(other -> other.lengths().size() > nth)
                    .mapToInt(other -> other.lengths().get(nth))
                    .max()
                    .orElse(0);
            if (caller.lengths().get(answer) < WHOLE * longest) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        sipp.close();
        product.close();
        asterisk.close();
        FileSystemUtils.deleteRecursively(folder);
    }
}
