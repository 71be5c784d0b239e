package fr.allomairies.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import fr.allomairies.telephony.flow.Talks;
import fr.allomairies.testkit.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AudioSocketServerTest {

    static final Duration SOON = Duration.ofSeconds(30);
    static final UUID ONE = UUID.randomUUID();
    static final UUID OTHER = UUID.randomUUID();

    final Talks talks = mock();

    @Test
    void goesOnForOthersWhateverGoesWrongWithOne() throws IOException {
        when(talks.status()).thenReturn(Optional.of("there"));
        when(talks.of(ONE)).thenThrow(new IllegalStateException("broken"));
        when(talks.of(OTHER)).thenReturn(Optional.empty());
        var loopback = InetAddress.getLoopbackAddress();
        try (var server = new AudioSocketServer(new InetSocketAddress(loopback, 0), talks, _ -> {})) {
            server.start();
            verify(talks).hears(true);
            var port = server.port();
            try (var one = new Socket(loopback, port)) {
                say(one, ONE);
                assertThat(one.getInputStream().read()).isEqualTo(-1);
            }

            try (var other = new Socket(loopback, port)) {
                say(other, OTHER);
                verify(talks, timeout(SOON.toMillis())).of(OTHER);
            }
            assertThat(server.port()).isEqualTo(port);
        }
        verify(talks, timeout(SOON.toMillis())).hears(false);
    }

    @Test
    void hearsOnItsPortAgainAfterItWasClosed() throws IOException {
        when(talks.status()).thenReturn(Optional.of("there"));
        when(talks.of(ONE)).thenReturn(Optional.empty());
        var loopback = InetAddress.getLoopbackAddress();
        var address = new InetSocketAddress(loopback, FreePorts.one());
        try (var server = new AudioSocketServer(address, talks, _ -> {})) {
            server.start();
            server.close();
            assertThat(server.port()).isZero();

            server.start();

            try (var one = new Socket(loopback, server.port())) {
                say(one, ONE);
                verify(talks, timeout(SOON.toMillis())).of(ONE);
            }
        }
    }

    private static void say(Socket socket, UUID name) throws IOException {
        socket.getOutputStream()
                .write(ByteBuffer.allocate(19)
                        .put((byte) 1)
                        .putShort((short) 16)
                        .putLong(name.getMostSignificantBits())
                        .putLong(name.getLeastSignificantBits())
                        .array());
    }
}
