package fr.allomairies.channels;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import fr.allomairies.contact.Event;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.testkit.FreePorts;
import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.ticketing.Ticketing;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// The channels on a real PostgreSQL and a real mail server, shared by the tests: each writes from addresses of its
/// own.
@SpringBootTest(classes = ChannelsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class OnRealServers {

    /// For what comes as soon as it can, on a machine that is busy with something else.
    protected static final Duration SOON = Duration.ofSeconds(30);

    protected static final String CITY = "mairie@allo.test";
    protected static final String API_KEY = "a-key-for-the-citys-app";
    protected static final String POLICE_KEY = "a-key-for-the-police-space";
    private static final int SMTP = FreePorts.one();
    private static final int IMAP = FreePorts.one();
    protected static GreenMail mailServer = mailServer();

    @Autowired
    protected Intake intake;

    @Autowired
    protected Ticketing ticketing;

    @Autowired
    protected EventLog log;

    @Autowired
    protected JdbcClient db;

    @Autowired
    protected TransactionTemplate transaction;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry properties) {
        var database = PostgresExtension.freshDatabase();
        properties.add("spring.datasource.url", database::getUrl);
        properties.add("spring.datasource.username", database::getUser);
        properties.add("allo.vault.key", () -> "a key for tests, which opens nothing else");
        properties.add("allo.mail.address", () -> CITY);
        properties.add("allo.mail.imap.host", () -> "127.0.0.1");
        properties.add("allo.mail.imap.port", () -> IMAP);
        properties.add("allo.mail.imap.password", () -> "a secret");
        properties.add("allo.mail.smtp.host", () -> "127.0.0.1");
        properties.add("allo.mail.smtp.port", () -> SMTP);
        properties.add("allo.mail.poll", () -> "100ms");
        properties.add("allo.mail.token-hosts", () -> "localhost");
        properties.add("allo.report.api-keys", () -> API_KEY);
        properties.add("allo.report.apps.police", () -> POLICE_KEY);
    }

    /// Sends the content to the city as it stands.
    protected static void mail(String from, String content) throws Exception {
        mail(from, CITY, content);
    }

    protected static void mail(String from, String to, String content) throws Exception {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", String.valueOf(SMTP));
        properties.setProperty("mail.smtp.from", from);
        var session = Session.getInstance(properties);
        var message = new MimeMessage(
                session, new ByteArrayInputStream(content.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
        try (var transport = session.getTransport("smtp")) {
            transport.connect();
            transport.sendMessage(message, new InternetAddress[] {new InternetAddress(to)});
        }
    }

    protected static int imapPort() {
        return IMAP;
    }

    protected static int smtpPort() {
        return SMTP;
    }

    /// Mails that the citizen has got so far.
    protected static List<MimeMessage> inboxOf(String citizen) {
        var managers = mailServer.getManagers();
        var user = managers.getUserManager().getUserByEmail(citizen);
        try {
            return user == null
                    ? List.of()
                    : managers.getImapHostManager().getInbox(user).getMessages().stream()
                            .map(StoredMessage::getMimeMessage)
                            .toList();
        } catch (FolderException e) {
            throw new AssertionError(e);
        }
    }

    protected static String textOf(MimeMessage mail) {
        try {
            return mail.getContent().toString();
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    protected List<Event> events() {
        return log.read(0, 100_000).stream().map(LogEntry::event).toList();
    }

    protected <E extends Event> List<E> events(Class<E> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    protected static <T> T within(Duration patience, Callable<T> wanted) throws Exception {
        var until = System.nanoTime() + patience.toNanos();
        AssertionError last = null;
        while (System.nanoTime() < until) {
            try {
                return wanted.call();
            } catch (AssertionError e) {
                last = e;
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw last == null ? new AssertionError("not tried") : last;
    }

    /// Away without a word, and back with empty mailboxes.
    protected static void killMailServer() {
        mailServer.stop();
    }

    protected static void startMailServer() {
        mailServer = mailServer();
    }

    private static GreenMail mailServer() {
        var smtp = new ServerSetup(SMTP, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        var imap = new ServerSetup(IMAP, "127.0.0.1", ServerSetup.PROTOCOL_IMAP);
        var server = new GreenMail(new ServerSetup[] {smtp, imap});
        server.start();
        server.setUser(CITY, CITY, "a secret");
        return server;
    }
}
