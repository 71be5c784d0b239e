package fr.allomairies.channels.email;

import fr.allomairies.channels.RawMessage;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// The servers that our mails are handed over to, each mailbox its own. A connection that carried a mail carries the
/// next one of the mailbox, of whichever thread; one that failed, or that has been idle, is not trusted. Safe for many
/// threads.
@Component
class Relay implements DisposableBean {

    /// Header of a composed mail: who bounces go to, where it is not the address of the mailbox.
    static final String ENVELOPE = "envelope";

    /// Servers hang up on whoever says nothing; most wait for minutes.
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Accounts accounts;
    private final SignIn signIn;
    private final Map<Account, Deque<Line>> idle = new ConcurrentHashMap<>();

    Relay(Accounts accounts, SignIn signIn) {
        this.accounts = accounts;
        this.signIn = signIn;
    }

    /// Returns when the relay has taken the mail. One of a mailbox that is no more leaves by the main one.
    void handOver(RawMessage composed) throws MessagingException {
        var account =
                composed.header(MailboxMessage.MAILBOX).flatMap(accounts::of).orElseGet(accounts::main);
        var mail = mail(composed);
        var lines = lines(account);
        var transport = take(account, lines);
        try {
            transport.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException | RuntimeException e) {
            close(transport);
            throw e;
        }
        lines.push(new Line(transport, System.nanoTime()));
    }

    private static MimeMessage mail(RawMessage composed) throws MessagingException {
        var mail = Mail.of(composed.body()).message();
        var envelope = composed.header(ENVELOPE);
        if (envelope.isEmpty()) {
            return mail;
        }
        var enveloped = new SMTPMessage(mail);
        enveloped.setEnvelopeFrom(envelope.get());
        return enveloped;
    }

    /// Those to what the mailbox was before are closed.
    private Deque<Line> lines(Account account) {
        var known = idle.get(account);
        if (known != null) {
            return known;
        }
        idle.keySet().stream()
                .filter(other -> other.address().equals(account.address()))
                .toList()
                .forEach(other -> Optional.ofNullable(idle.remove(other)).ifPresent(Relay::close));
        return idle.computeIfAbsent(account, _ -> new ConcurrentLinkedDeque<>());
    }

    private Transport take(Account account, Deque<Line> lines) throws MessagingException {
        for (var line = lines.poll(); line != null; line = lines.poll()) {
            if (System.nanoTime() - line.since() < IDLE.toNanos()) {
                return line.transport();
            }
            close(line.transport());
        }
        return signIn.smtp(account);
    }

    private static void close(Deque<Line> lines) {
        lines.forEach(line -> close(line.transport()));
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
        idle.values().forEach(Relay::close);
        idle.clear();
    }

    private record Line(Transport transport, long since) {}
}
