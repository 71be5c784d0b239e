package fr.allomairies.bench.assistant;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// What a caller does for his next answer, as RTP packets without their headers, one every 20 ms.
///
/// @param packets what he sends
/// @param asked the packet with whose sending he has asked
record Act(List<Packet> packets, int asked) {

    static final int FRAME = 160;
    static final byte PCMA = 8;

    private static final byte TELEPHONE_EVENT = 101;
    private static final String KEYS = "0123456789*#";
    private static final int EVENT_PACKETS = 5;
    private static final int END_PACKETS = 3;
    private static final byte VOLUME = 10;
    private static final int END = 0x80;

    record Packet(byte type, byte[] content) {}

    /// A key held for 120 ms, as RFC 4733 has it. He has asked when it is released.
    static Act press(char key) {
        var packets = new ArrayList<Packet>();
        for (int nth = 1; nth <= EVENT_PACKETS + END_PACKETS; nth++) {
            var over = nth > EVENT_PACKETS;
            var duration = Math.min(nth, EVENT_PACKETS + 1) * FRAME;
            var content = ByteBuffer.allocate(Integer.BYTES)
                    .put((byte) KEYS.indexOf(key))
                    .put((byte) (over ? END | VOLUME : VOLUME))
                    .putShort((short) duration)
                    .array();
            packets.add(new Packet(TELEPHONE_EVENT, content));
        }
        return new Act(packets, EVENT_PACKETS);
    }

    /// @param speech in A-law, up to its last word
    static Act say(byte[] speech) {
        var packets = new ArrayList<Packet>();
        for (int at = 0; at + FRAME <= speech.length; at += FRAME) {
            var content = new byte[FRAME];
            System.arraycopy(speech, at, content, 0, FRAME);
            packets.add(new Packet(PCMA, content));
        }
        return new Act(packets, packets.size() - 1);
    }
}
