package fr.allomairies.application.parts;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.Flags.Flag;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A mail server to try with: it takes every mail for every address and gives each address a mailbox, readable over
/// IMAP with the address as login and the installation's mail password. Loopback only. Nothing ever leaves the
/// machine.
///
/// A mail is on disk before its sender is told that it was taken. Reading and deleting reach the disk within
/// [#SWEEP_SECONDS]; after a crash a mail read in between is unread again, which the intake recognises. Only the
/// inbox is kept, and of what was read the newest [#READ_KEPT]: all of it lies in memory, and a fetch looks at every
/// mail.
final class TrialMailServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrialMailServer.class);
    private static final int SWEEP_SECONDS = 5;
    private static final int READ_KEPT = 200;

    /// Seldom, for it may cost a reader his connection.
    private static final int READ_FORGOTTEN_AT = 2_000;

    private static final String LOOPBACK = "127.0.0.1";

    private final GreenMail server;
    private final Managers managers;
    private final MailOnDisk disk;
    private final String password;
    private final Map<String, Set<String>> known = new HashMap<>();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("mail-sweeper").factory());

    private TrialMailServer(GreenMail server, MailOnDisk disk, String password) {
        this.server = server;
        this.managers = server.getManagers(); // a stopped server has others
        this.disk = disk;
        this.password = password;
    }

    static TrialMailServer start(Path folder, PartsSettings settings, String password) {
        Ports.requireFree(settings.smtpPort());
        Ports.requireFree(settings.imapPort());
        var server = new SmtpWithBounces(new ServerSetup[] {
            new ServerSetup(settings.smtpPort(), LOOPBACK, ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(settings.imapPort(), LOOPBACK, ServerSetup.PROTOCOL_IMAP)
        });
        var trial = new TrialMailServer(server, new MailOnDisk(folder), password);
        try {
            trial.open(settings.mailbox());
            server.start();
        } catch (IOException | MessagingException | UserException | FolderException | RuntimeException e) {
            throw new PartFailed(
                    "Le serveur de courrier d'essai ne démarre pas (%s) : voyez le dossier %s."
                            .formatted(e.getMessage(), folder),
                    e);
        }
        var _ = trial.sweeper.scheduleWithFixedDelay(
                () -> trial.sweep(false), SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
        return trial;
    }

    private void open(String mailbox) throws IOException, MessagingException, UserException, FolderException {
        var _ = user(mailbox);
        for (var address : disk.addresses()) {
            var inbox = inbox(user(address));
            for (var mail : disk.kept(address)) {
                var flags = mail.read() ? new Flags(Flag.SEEN) : new Flags();
                inbox.appendMessage(
                        MailOnDisk.load(mail),
                        flags,
                        new Date(mail.file().toFile().lastModified()));
            }
        }
        managers.getUserManager().setMessageDeliveryHandler((message, to) -> {
            try {
                disk.keep(to.getEmail(), message.getMessage());
            } catch (IOException e) {
                throw new MessagingException("mail not kept on disk", e);
            }
            return user(to.getEmail());
        });
    }

    private synchronized GreenMailUser user(String address) throws UserException {
        var users = managers.getUserManager();
        var known = users.getUserByEmail(address);
        return known == null ? users.createUser(address, address, password) : known;
    }

    private MailFolder inbox(GreenMailUser user) throws FolderException {
        return managers.getImapHostManager().getInbox(user);
    }

    /// Brings the disk up to what readers did.
    ///
    /// @param last nothing is being delivered any more
    private synchronized void sweep(boolean last) {
        for (var user : managers.getUserManager().listUser()) {
            try {
                sweep(user, last);
            } catch (IOException | MessagingException | FolderException e) {
                LOG.atWarn().addKeyValue("cause", e.getMessage()).log("trial-mail-not-swept");
            }
        }
    }

    private void sweep(GreenMailUser user, boolean last) throws IOException, MessagingException, FolderException {
        forget(inbox(user));
        var read = new HashMap<String, Boolean>();
        for (var message : inbox(user).getMessages()) {
            read.put(MailOnDisk.id(message.getMimeMessage()), message.isSet(Flag.SEEN));
        }
        var before = known.getOrDefault(user.getEmail(), Set.of());
        for (var kept : disk.kept(user.getEmail())) {
            var isRead = read.get(kept.id());
            if (isRead != null && isRead != kept.read()) {
                disk.mark(kept, isRead);
            } else if (isRead == null && (last || before.contains(kept.id()))) {
                // a file that no sweep has seen in the inbox yet is still being delivered
                Files.delete(kept.file());
            }
        }
        known.put(user.getEmail(), new HashSet<>(read.keySet()));
    }

    private static void forget(MailFolder inbox) throws FolderException {
        var read = inbox.getMessages().stream()
                .filter(message -> message.isSet(Flag.SEEN))
                .toList();
        if (read.size() > READ_FORGOTTEN_AT) {
            read.subList(0, read.size() - READ_KEPT).forEach(message -> message.setFlag(Flag.DELETED, true));
            inbox.expunge();
        }
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
        server.stop();
        sweep(true);
    }
}
