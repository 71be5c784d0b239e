package fr.allomairies.ticketing.scan;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// The ClamAV daemon, by its command INSTREAM: pieces, each behind its length of four bytes, then an empty one. One
/// connection a file. Safe for many threads.
final class Clamd {

    private static final int PIECE = 64 << 10;
    private static final int CONNECT_WITHIN = 5_000; // ms
    private static final int PONG_WITHIN = 5_000; // ms
    private static final int ANSWER_WITHIN = 60_000; // ms
    private static final int LONGEST_ANSWER = 4_096;
    private static final Pattern FOUND = Pattern.compile("stream: (.+) FOUND");

    private final String host;
    private final int port;

    Clamd(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /// @throws IOException when the daemon is away, or has no time for anybody
    void ping() throws IOException {
        try (var socket = connected(PONG_WITHIN)) {
            socket.getOutputStream().write("zPING\0".getBytes(StandardCharsets.US_ASCII));
            var said = answer(socket);
            if (!said.equals("PONG")) {
                throw new IOException("clamd said " + said);
            }
        }
    }

    /// @throws IOException when the daemon is away, or broke off
    Verdict look(byte[] content) throws IOException {
        try (var socket = connected(ANSWER_WITHIN)) {
            send(content, socket);
            return verdict(answer(socket));
        }
    }

    private Socket connected(int answerWithin) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), CONNECT_WITHIN);
            socket.setSoTimeout(answerWithin);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8)
                .replace("\0", "")
                .strip();
    }

    private static void send(byte[] content, Socket socket) throws IOException {
        var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        try {
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            for (int from = 0; from < content.length; from += PIECE) {
                var length = Math.min(PIECE, content.length - from);
                out.writeInt(length);
                out.write(content, from, length);
            }
            out.writeInt(0);
            out.flush();
        } catch (IOException e) {
            // a file that is too large for it is answered before it was sent
            if (socket.getInputStream().available() == 0) {
                throw e;
            }
        }
    }

    private static Verdict verdict(String answer) throws IOException {
        if (answer.isEmpty()) {
            throw new IOException("clamd said nothing");
        }
        var found = FOUND.matcher(answer);
        if (found.matches()) {
            return new Verdict.Infected(found.group(1));
        }
        return answer.equals("stream: OK") ? new Verdict.Clean() : new Verdict.NotLookedAt(answer);
    }

    sealed interface Verdict {

        record Clean() implements Verdict {}

        /// @param threat as ClamAV calls it
        record Infected(String threat) implements Verdict {}

        /// It will not be another time either, such as for its size.
        record NotLookedAt(String why) implements Verdict {}
    }
}
