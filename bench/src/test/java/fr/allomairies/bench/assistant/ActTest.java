package fr.allomairies.bench.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.testkit.Alaw;
import org.junit.jupiter.api.Test;

class ActTest {

    /// RFC 4733, 2.3 and 2.5.1.2: the event, its end told three times, its length no more growing then.
    @Test
    void pressesAKeyAsTelephoneEvent() {
        var key = Act.press('#');

        assertThat(key.packets()).allSatisfy(packet -> {
            assertThat(packet.type()).isEqualTo((byte) 101);
            assertThat(packet.content()).hasSize(4).startsWith((byte) 11);
        });
        assertThat(key.packets().stream().map(packet -> packet.content()[1] < 0))
                .containsExactly(false, false, false, false, false, true, true, true);
        assertThat(key.packets().stream().map(packet -> (packet.content()[2] & 0xFF) << 8 | packet.content()[3] & 0xFF))
                .containsExactly(160, 320, 480, 640, 800, 960, 960, 960);
        assertThat(key.asked()).isEqualTo(5);
    }

    @Test
    void hasAskedWithTheLastFrameOfItsWords() {
        var speech = new byte[3 * Act.FRAME];
        speech[2 * Act.FRAME] = 7;

        var said = Act.say(speech);

        assertThat(said.asked()).isEqualTo(2);
        assertThat(said.packets()).hasSize(3);
        assertThat(said.packets().get(2).content()).hasSize(Act.FRAME).startsWith((byte) 7);
    }

    @Test
    void readsHowLoudASampleIs() {
        for (int linear : new int[] {0, 100, 600, 3_000, -3_000, 20_000, -32_768}) {
            assertThat(Alaw.magnitude(Alaw.encode(linear)))
                    .isBetween(Math.abs(linear) * 15 / 16 - 16, Math.abs(linear));
        }
    }
}
