package fr.allomairies.workspace.board.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import tools.jackson.databind.json.JsonMapper;

class WebhookTest {

    private static final Instant NINE = Instant.parse("2026-03-02T08:00:00Z");

    private ServerSocket receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        receiver.close();
    }

    @Test
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void givesUpAReceiverThatNeverEndsItsAnswer() {
        Thread.ofVirtual().start(this::answerWithoutABody);
        var host = "127.0.0.1:" + receiver.getLocalPort();
        var settings = new AlertSettings("a key of some length", List.of(host), Duration.ZERO);
        var webhook =
                new Webhook(settings, new JsonMapper(), Clock.systemUTC(), "http://localhost", Duration.ofMillis(500));
        var target = URI.create("http://" + host + "/alerts");
        var alert = Alert.raised(rule(target), 3, NINE);

        assertThat(webhook.send(message(alert, target), alert)).contains("no-answer");
    }

    private void answerWithoutABody() {
        try {
            var line = receiver.accept();
            line.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            line.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Message message(Alert alert, URI target) {
        return new Message(
                UUID.randomUUID(),
                alert.id(),
                true,
                Message.Way.WEBHOOK,
                target.toString(),
                "fr",
                NINE,
                1,
                NINE,
                null,
                null);
    }

    private static Rule rule(URI target) {
        return new Rule(
                UUID.randomUUID(),
                "Attente",
                Figure.WAITING,
                Scope.ALL,
                true,
                2,
                2,
                Duration.ZERO,
                false,
                false,
                List.of(),
                "fr",
                target,
                true,
                new AgentId("sonia"),
                NINE);
    }
}
