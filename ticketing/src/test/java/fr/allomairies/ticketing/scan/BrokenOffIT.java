package fr.allomairies.ticketing.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.OnPostgres;
import fr.allomairies.ticketing.TicketView.Attachment;
import fr.allomairies.ticketing.TicketView.Scan;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Files before a daemon that is there and hangs up over one of them: the real one cannot be brought to it.
class BrokenOffIT extends OnPostgres {

    static final String POISON = "poison";
    static final AtomicInteger HANG_UPS = new AtomicInteger();
    static final ServerSocket DAEMON = daemon();

    @DynamicPropertySource
    static void scanner(DynamicPropertyRegistry properties) {
        properties.add("allo.scan.clamd", () -> "127.0.0.1:" + DAEMON.getLocalPort());
    }

    @AfterAll
    static void stop() throws IOException {
        DAEMON.close();
    }

    @Autowired
    JdbcClient db;

    @Test
    void aFileThatTheDaemonCannotFinishHoldsUpNoOtherAndIsGivenUp() {
        var ticket = arrived(POISON, "one", "two");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(scans(ticket)).containsExactly(Scan.WAITING, Scan.CLEAN, Scan.CLEAN));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            db.sql("update attachment set scan_at = now() - interval '1 day' where scan = 'WAITING' and scan_tries > 0")
                    .update();
            assertThat(scans(ticket)).first().isEqualTo(Scan.FAILED);
        });
        assertThat(HANG_UPS).hasValue(5);
    }

    private TicketId arrived(String... files) {
        var mail = mail(someone(), "Pièces", "Voici.");
        return receive(new InboundContact(
                        mail.contact(),
                        ChannelKind.EMAIL,
                        mail.externalId(),
                        NINE,
                        mail.sender(),
                        null,
                        mail.subject(),
                        mail.text(),
                        null,
                        List.of(files).stream()
                                .map(each -> new NewAttachment(
                                        each, "application/octet-stream", each.getBytes(StandardCharsets.UTF_8)))
                                .toList(),
                        List.of(),
                        "fr"))
                .ticket();
    }

    private List<Scan> scans(TicketId ticket) {
        return ticketing.ticket(ticket).orElseThrow().interactions().stream()
                .flatMap(said -> said.attachments().stream())
                .map(Attachment::scan)
                .toList();
    }

    private static ServerSocket daemon() {
        try {
            var server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try (var socket = server.accept()) {
                        answer(socket);
                    } catch (IOException _) {
                        // the next one
                    }
                }
            });
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void answer(Socket socket) throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        var command = new StringBuilder();
        for (int next = in.read(); next > 0; next = in.read()) {
            command.append((char) next);
        }
        if (command.toString().equals("zPING")) {
            socket.getOutputStream().write("PONG\0".getBytes(StandardCharsets.US_ASCII));
            return;
        }
        var content = new StringBuilder();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            content.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
        }
        if (content.toString().equals(POISON)) {
            HANG_UPS.incrementAndGet();
        } else {
            socket.getOutputStream().write("stream: OK\0".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
