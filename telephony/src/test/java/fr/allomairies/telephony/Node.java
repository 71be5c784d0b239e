package fr.allomairies.telephony;

import fr.allomairies.testkit.RealAsterisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/// Our process as a child, to be killed and frozen.
final class Node implements AutoCloseable {

    private static final int START_SECONDS = 120;

    private final Process process;
    private final PrintStream input;
    private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(100);

    private Node(Process process) {
        this.process = process;
        this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread.ofVirtual().start(() -> read(process.inputReader()));
    }

    static Node start(PGSimpleDataSource database, RealAsterisk asterisk) throws IOException {
        return start(database, asterisk, Map.of());
    }

    /// @param more settings
    static Node start(PGSimpleDataSource database, RealAsterisk asterisk, Map<String, String> more) throws IOException {
        var command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx400m",
                "-cp",
                System.getProperty("java.class.path"),
                HotlineApplication.class.getName()));
        var settings = settings(database, asterisk);
        settings.putAll(more);
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var node = new Node(process);
        node.awaitAnswer("ready");
        return node;
    }

    private static Map<String, String> settings(PGSimpleDataSource database, RealAsterisk asterisk) {
        var settings = new TreeMap<>(asterisk.properties());
        settings.put("spring.datasource.url", Objects.requireNonNull(database.getUrl()));
        settings.put("spring.datasource.username", Objects.requireNonNull(database.getUser()));
        settings.put("allo.voice.hours.always-open", "true");
        settings.put("allo.telephony.resync-every", "3s");
        settings.put("allo.telephony.announce-every", "1s");
        settings.put("allo.telephony.callback-pause", "1s");
        return settings;
    }

    private void read(BufferedReader output) {
        output.lines().forEach(line -> {
            if (line.startsWith(RemoteSeats.ANSWER)) {
                answers.add(line.substring(RemoteSeats.ANSWER.length()));
            } else {
                System.out.println("node: " + line);
            }
        });
    }

    private void awaitAnswer(String expected) {
        var answer = next();
        if (!expected.equals(answer)) {
            throw new IllegalStateException("the node said " + answer);
        }
    }

    private String next() {
        try {
            return Objects.requireNonNull(answers.poll(START_SECONDS, TimeUnit.SECONDS), "the node is silent");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String ask(String question) {
        input.println(question);
        return next();
    }

    boolean says(String question) {
        return "true".equals(ask(question));
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void freeze() {
        signal("-STOP");
    }

    void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
