package fr.allomairies.telephony.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.Talk;
import fr.allomairies.telephony.flow.TalkingCaller;
import fr.allomairies.telephony.flow.Talks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AudioSocketTest {

    static final CallId CALL = new CallId("asterisk-1-1795295779.0");

    final Talks talks = mock();
    final List<String> alive = new ArrayList<>();
    final long now = System.nanoTime();
    SocketChannel theirs;
    AudioSocket socket;

    @BeforeEach
    void bringHisSound() throws IOException {
        var talk = mock(Talk.class);
        when(talk.call()).thenReturn(CALL);
        var caller = mock(TalkingCaller.class);
        when(caller.tick(anyLong())).thenReturn(TalkingCaller.Need.NOTHING);
        when(talks.of(any())).thenReturn(Optional.of(talk));
        when(talks.caller(any())).thenReturn(caller);
        try (var server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            theirs = SocketChannel.open(server.getLocalAddress());
            socket = new AudioSocket(server.accept(), talks, Runnable::run, Runnable::run, alive::add);
        }
        var name = CALL.contact().value();
        theirs.write(ByteBuffer.allocate(19)
                .put((byte) 1)
                .putShort((short) 16)
                .putLong(name.getMostSignificantBits())
                .putLong(name.getLeastSignificantBits())
                .flip());
        socket.read();
    }

    @AfterEach
    void hangUp() throws IOException {
        socket.close();
        theirs.close();
    }

    @Test
    void tellsThatItIsAliveNowAndThen() {
        tick(0);
        tick(3);
        assertThat(alive).containsExactly(CALL.value());
        tick(5);
        tick(16);
        assertThat(alive).hasSize(3).containsOnly(CALL.value());
        assertThat(socket.isClosed()).isFalse();
    }

    /// Asterisk has taken him back by then, and perhaps given him to somebody else.
    @Test
    void saysNothingMoreOfHimAfterAFreeze() {
        tick(0);

        tick(13);

        assertThat(alive).hasSize(1);
        assertThat(socket.isClosed()).isTrue();
    }

    private void tick(int seconds) {
        socket.tick(now + Duration.ofSeconds(seconds).toNanos());
    }
}
