package fr.allomairies.bench.written;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/// The city's mail server as the bench needs it: takes mails by SMTP into one mailbox and lets it be read by IMAP, as
/// little of either as the product asks for, each command in the time of what it touches. The trial server of the
/// product looks at every mail for every command, which would be measured instead of the product.
final class CityMailbox implements AutoCloseable {

    private final ServerSocket smtp;
    private final ServerSocket imap;
    private final Map<Long, byte[]> unseen = new ConcurrentSkipListMap<>();
    private long lastUid;

    CityMailbox() throws IOException {
        smtp = open();
        imap = open();
        Thread.ofVirtual().start(() -> listen(smtp, this::takeMails));
        Thread.ofVirtual().start(() -> listen(imap, this::showMails));
    }

    int smtpPort() {
        return smtp.getLocalPort();
    }

    int imapPort() {
        return imap.getLocalPort();
    }

    private static ServerSocket open() throws IOException {
        return new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    }

    private static void listen(ServerSocket server, Conversation conversation) {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                client.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(client, conversation));
            } catch (IOException _) {
                return;
            }
        }
    }

    private static void serve(Socket client, Conversation conversation) {
        try (client;
                var in = new BufferedInputStream(client.getInputStream(), 1 << 16);
                var out = new BufferedOutputStream(client.getOutputStream(), 1 << 16)) {
            conversation.hold(in, out);
        } catch (IOException _) {
            // the other side has gone
        }
    }

    private void takeMails(InputStream in, OutputStream out) throws IOException {
        say(out, "220 city");
        for (var line = line(in); line.length > 0; line = line(in)) {
            if (text(line).startsWith("DATA")) {
                say(out, "354 go on");
                keep(data(in));
            }
            say(out, "250 ok");
        }
    }

    private synchronized void keep(byte[] mail) {
        unseen.put(++lastUid, mail);
    }

    private static byte[] data(InputStream in) throws IOException {
        var mail = new ByteArrayOutputStream();
        for (var line = line(in); line.length > 0 && !text(line).equals(".\r\n"); line = line(in)) {
            var stuffed = line[0] == '.' ? 1 : 0;
            mail.write(line, stuffed, line.length - stuffed);
        }
        return mail.toByteArray();
    }

    private void showMails(InputStream in, OutputStream out) throws IOException {
        say(out, "* OK city");
        for (var line = line(in); line.length > 0; line = line(in)) {
            var words = text(line).strip().split(" ", 5);
            var command = words[1].equals("UID") ? words[2] : words[1];
            switch (command) {
                case "CAPABILITY" -> say(out, "* CAPABILITY IMAP4rev1");
                case "SELECT" -> say(out, "* " + lastUid + " EXISTS\r\n* OK [UIDVALIDITY 1] once");
                case "SEARCH" ->
                    say(
                            out,
                            "* SEARCH "
                                    + unseen.keySet().stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(" ")));
                case "FETCH" -> fetch(out, uids(words[3]), words[4].contains("SIZE"));
                case "STORE" -> unseen.keySet().removeAll(Arrays.asList(uids(words[3])));
                default -> {}
            }
            say(out, words[0] + " OK done");
        }
    }

    private void fetch(OutputStream out, Long[] uids, boolean sizes) throws IOException {
        for (var uid : uids) {
            var mail = Objects.requireNonNull(unseen.get(uid), "one reader alone marks mails as seen");
            var begin = "* " + uid + " FETCH (UID " + uid;
            if (sizes) {
                out.write((begin + " RFC822.SIZE " + mail.length + ")\r\n").getBytes(StandardCharsets.US_ASCII));
            } else {
                out.write((begin + " BODY[] {" + mail.length + "}\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(mail);
                out.write(")\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static Long[] uids(String set) {
        return Arrays.stream(set.split(",")).map(Long::valueOf).toArray(Long[]::new);
    }

    /// With its end; empty when there is none any more.
    private static byte[] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(128);
        for (var c = in.read(); c >= 0; c = in.read()) {
            line.write(c);
            if (c == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    private static String text(byte[] line) {
        return new String(line, StandardCharsets.ISO_8859_1);
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        smtp.close();
        imap.close();
    }

    private interface Conversation {
        void hold(InputStream in, OutputStream out) throws IOException;
    }
}
