package fr.allomairies.testkit;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.postgresql.ds.PGSimpleDataSource;

/// Counts how often the calling thread has waited for PostgreSQL. However many statements are sent together, they are
/// one round trip; so is a commit.
public final class RoundTrips extends SocketFactory {

    private static final ThreadLocal<Integer> WAITED = ThreadLocal.withInitial(() -> 0);

    /// Connections of this database are counted.
    public static PGSimpleDataSource counted(PGSimpleDataSource database) {
        database.setSocketFactory(RoundTrips.class.getName());
        return database;
    }

    public static int of(Runnable work) {
        int before = WAITED.get();
        work.run();
        return WAITED.get() - before;
    }

    @Override
    public Socket createSocket() {
        return new CountedSocket();
    }

    /// What is sent in several pieces before anything is read is one trip.
    private static final class CountedSocket extends Socket {

        private boolean asked;

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    asked = true;
                    out.write(bytes, from, length);
                }
            };
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    if (asked) {
                        asked = false;
                        WAITED.set(WAITED.get() + 1);
                    }
                    return super.read(bytes, from, length);
                }
            };
        }
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connectsItself();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
        throw connectsItself();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connectsItself();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
        throw connectsItself();
    }

    private static UnsupportedOperationException connectsItself() {
        return new UnsupportedOperationException("the driver connects the socket itself");
    }
}
