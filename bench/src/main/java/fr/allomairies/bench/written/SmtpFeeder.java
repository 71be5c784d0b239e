package fr.allomairies.bench.written;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A mail server that hands over one mail after the other on one connection.
final class SmtpFeeder implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;
    private final OutputStream out;

    SmtpFeeder(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        expect("220");
        command("EHLO bench.test", "250");
    }

    /// Returns when the server has taken the mail.
    void send(Corpus.Mail mail, String to) throws IOException {
        command("MAIL FROM:<" + mail.from() + ">", "250");
        command("RCPT TO:<" + to + ">", "250");
        command("DATA", "354");
        out.write(mail.content());
        command(".", "250");
    }

    private void command(String line, String wanted) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
        expect(wanted);
    }

    private void expect(String wanted) throws IOException {
        var line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(wanted)) {
            throw new IOException("the mail server answered " + line + ", not " + wanted);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
