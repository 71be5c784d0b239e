package fr.allomairies.channels.email;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;

/// One connection to the inbox. Mails are named by their uid, which stays theirs whatever others do to the mailbox,
/// and come byte by byte as they are: nothing is asked that a server would have to understand them for. One thread
/// at a time; after an exception it is closed and another one is opened.
final class Mailbox implements AutoCloseable {

    private static final int MOST_LISTED = 500;

    private final Store store;
    private final IMAPFolder inbox;

    private Mailbox(Store store, IMAPFolder inbox) {
        this.store = store;
        this.inbox = inbox;
    }

    static Mailbox open(Account account, SignIn signIn) throws MessagingException {
        var store = signIn.imap(account);
        try {
            var inbox = (IMAPFolder) store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            return new Mailbox(store, inbox);
        } catch (MessagingException e) {
            store.close();
            throw e;
        }
    }

    int count() throws MessagingException {
        return inbox.getMessageCount();
    }

    /// Oldest first, not all of them when there are very many.
    List<Envelope> unseen() throws MessagingException {
        var uids = command(protocol -> answers(protocol, "UID SEARCH UNSEEN").stream()
                .flatMap(Mailbox::found)
                .sorted()
                .limit(MOST_LISTED)
                .toList());
        if (uids.isEmpty()) {
            return List.of();
        }
        return command(protocol -> fetched(protocol, uids, "RFC822.SIZE")
                .map(mail -> new Envelope(mail.getItem(UID.class).uid, mail.getItem(RFC822SIZE.class).size))
                .toList());
    }

    /// By uid. Where the server cannot give them together, those that it can give alone.
    Map<Long, byte[]> whole(List<Long> uids) throws MessagingException {
        var mails = bodies(uids, "BODY.PEEK[]");
        if (mails.size() < uids.size() && uids.size() > 1) {
            for (var uid : uids) {
                mails.putAll(bodies(List.of(uid), "BODY.PEEK[]"));
            }
        }
        return mails;
    }

    Optional<byte[]> header(long uid) throws MessagingException {
        return Optional.ofNullable(bodies(List.of(uid), "BODY.PEEK[HEADER]").get(uid));
    }

    void markSeen(List<Long> uids) throws MessagingException {
        command(protocol -> answers(protocol, "UID STORE " + set(uids) + " +FLAGS.SILENT (\\Seen)"));
    }

    private Map<Long, byte[]> bodies(List<Long> uids, String what) throws MessagingException {
        return command(protocol -> {
            var bodies = new LinkedHashMap<Long, byte[]>();
            fetched(protocol, uids, what)
                    .filter(mail -> mail.getItem(BODY.class) != null)
                    .forEach(mail -> bodies.put(mail.getItem(UID.class).uid, bytes(mail.getItem(BODY.class))));
            return bodies;
        });
    }

    private static byte[] bytes(BODY body) {
        var content = body.getByteArrayInputStream();
        return content == null ? new byte[0] : content.readAllBytes();
    }

    private static Stream<FetchResponse> fetched(IMAPProtocol protocol, List<Long> uids, String what)
            throws ProtocolException {
        return answers(protocol, "UID FETCH " + set(uids) + " (UID " + what + ")").stream()
                .filter(answer -> answer instanceof FetchResponse mail && mail.getItem(UID.class) != null)
                .map(FetchResponse.class::cast);
    }

    /// A command that the server refuses gives what came before the refusal.
    private static List<Response> answers(IMAPProtocol protocol, String command) throws ProtocolException {
        var answers = protocol.command(command, null);
        protocol.notifyResponseHandlers(answers);
        try {
            protocol.handleResult(answers[answers.length - 1]);
        } catch (CommandFailedException e) {
            if (!command.startsWith("UID FETCH")) {
                throw e;
            }
        }
        return List.of(answers);
    }

    private static Stream<Long> found(Response answer) {
        if (!(answer instanceof IMAPResponse found) || !found.keyEquals("SEARCH")) {
            return Stream.empty();
        }
        var uids = new ArrayList<Long>();
        for (var uid = found.readLong(); uid > 0; uid = found.readLong()) {
            uids.add(uid);
        }
        return uids.stream();
    }

    private static String set(List<Long> uids) {
        return uids.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    @SuppressWarnings("unchecked") // what the command gives
    private <T> T command(Command<T> command) throws MessagingException {
        return (T) inbox.doCommand(command::on);
    }

    @Override
    public void close() {
        try {
            store.close();
        } catch (MessagingException _) {
            // it is given up anyway
        }
    }

    /// @param bytes as it travels
    record Envelope(long uid, long bytes) {}

    private interface Command<T> {
        T on(IMAPProtocol protocol) throws ProtocolException;
    }
}
