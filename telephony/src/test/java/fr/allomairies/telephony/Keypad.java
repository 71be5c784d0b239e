package fr.allomairies.telephony;

import fr.allomairies.testkit.RealAsterisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Keys that Asterisk takes for the caller's when the test wants it: SIPp cannot wait for what he hears.
final class Keypad {

    private static final long BETWEEN_KEYS_NANOS = 400_000_000;

    private final RealAsterisk asterisk;

    Keypad(RealAsterisk asterisk) {
        this.asterisk = asterisk;
    }

    /// @param channel of the caller, by its name
    void press(String channel, String keys) {
        ask(keys.chars()
                .mapToObj(key -> "Action: PlayDTMF\r\nChannel: " + channel + "\r\nDigit: " + (char) key
                        + "\r\nReceive: true\r\n\r\n")
                .toList());
    }

    /// Calls the city, from within Asterisk.
    ///
    /// @param sound file of what the caller says, without its ending; then he hangs up
    void call(String from, Path sound) {
        ask(List.of("Action: Originate\r\nChannel: Local/3906@from-city-trunk/n\r\nCallerID: " + from
                + "\r\nApplication: Playback\r\nData: " + sound + "\r\nAsync: true\r\n\r\n"));
    }

    private void ask(List<String> actions) {
        try (var socket = new Socket("127.0.0.1", asterisk.amiPort())) {
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            ask(
                    socket,
                    answers,
                    "Action: Login\r\nUsername: allo\r\nSecret: " + asterisk.amiSecret() + "\r\nEvents: off\r\n\r\n");
            for (var action : actions) {
                ask(socket, answers, action);
                LockSupport.parkNanos(BETWEEN_KEYS_NANOS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ask(Socket socket, BufferedReader answers, String action) throws IOException {
        socket.getOutputStream().write(action.getBytes(StandardCharsets.UTF_8));
        var line = answers.readLine();
        while (line != null && !line.startsWith("Response: ")) {
            line = answers.readLine();
        }
        if (!"Response: Success".equals(line)) {
            throw new IllegalStateException("Asterisk said " + line);
        }
    }
}
