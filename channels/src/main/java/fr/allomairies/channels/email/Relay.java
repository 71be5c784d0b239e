package fr.allomairies.channels.email;

import fr.allomairies.channels.RawMessage;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// The server that our mails are handed over to. A connection that carried a mail carries the next one, of whichever
/// thread; one that failed, or that has been idle, is not trusted. Safe for many threads.
@Component
class Relay implements DisposableBean {

    /// Servers hang up on whoever says nothing; most wait for minutes.
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final MailSettings settings;
    private final Deque<Line> idle = new ConcurrentLinkedDeque<>();

    Relay(MailSettings settings) {
        this.settings = settings;
    }

    /// Returns when the relay has taken the mail.
    void handOver(RawMessage composed) throws MessagingException {
        var mail = Mail.of(composed.body()).message();
        var transport = take();
        try {
            transport.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException | RuntimeException e) {
            close(transport);
            throw e;
        }
        idle.push(new Line(transport, System.nanoTime()));
    }

    private Transport take() throws MessagingException {
        for (var line = idle.poll(); line != null; line = idle.poll()) {
            if (System.nanoTime() - line.since() < IDLE.toNanos()) {
                return line.transport();
            }
            close(line.transport());
        }
        return connect();
    }

    private Transport connect() throws MessagingException {
        var smtp = settings.smtp();
        var server = smtp.server();
        var transport = server.session().getTransport(server.protocol());
        transport.connect(server.host(), server.port(), orNull(smtp.user()), orNull(smtp.password()));
        return transport;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException _) {
            // it is given up anyway
        }
    }

    @Override
    public void destroy() {
        idle.forEach(line -> close(line.transport()));
        idle.clear();
    }

    private record Line(Transport transport, long since) {}
}
