package fr.allomairies.bench.written;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/// The relay that our mails are handed to: takes each, and notes when, under the Message-ID of the mail that it
/// answers.
final class AcknowledgementSink implements AutoCloseable {

    private static final Pattern ANSWERED = Pattern.compile("(?i)^In-Reply-To:\\s*(<[^>]+>)");

    private final ServerSocket server;
    private final Map<String, List<Long>> taken = new ConcurrentHashMap<>();

    AcknowledgementSink() throws IOException {
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("sink").start(this::listen);
    }

    int port() {
        return server.getLocalPort();
    }

    /// When mails that answer this one were taken, in nanoseconds of [System#nanoTime()].
    List<Long> answers(String messageId) {
        return taken.getOrDefault(messageId, List.of());
    }

    int size() {
        return taken.size();
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                client.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var in = reader(new BufferedInputStream(client.getInputStream()))) {
            answer(client, "220 sink");
            for (var line = in.readLine(); line != null && !line.startsWith("QUIT"); line = in.readLine()) {
                if (line.startsWith("DATA")) {
                    answer(client, "354 go on");
                    take(in);
                }
                answer(client, "250 taken");
            }
            answer(client, "221 bye");
        } catch (IOException _) {
            // the product closes idle connections as it likes
        }
    }

    private void take(BufferedReader in) throws IOException {
        var answered = "";
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            var found = ANSWERED.matcher(line);
            answered = found.find() ? found.group(1) : answered;
        }
        taken.computeIfAbsent(answered, _ -> new CopyOnWriteArrayList<>()).add(System.nanoTime());
    }

    private static BufferedReader reader(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
    }

    private static void answer(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
