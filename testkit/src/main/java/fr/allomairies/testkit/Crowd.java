package fr.allomairies.testkit;

import fr.allomairies.testkit.Sipp.TimedCaller;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What SIPp needs to play many callers in one process: their list, the steps of the scenario, and their voice.
final class Crowd {

    private static final String KEYS = "0123456789";
    private static final String CHOICE = """
              <nop next="press-%1$s" test="is-%1$s"><action>
                <strcmp assign_to="differs" variable="key" value="%1$s"/>
                <test assign_to="is-%1$s" variable="differs" compare="equal" value="0"/>
              </action></nop>
            """;
    private static final String PRESS = """
              <label id="press-%1$s"/>
              <nop next="pressed"><action><exec play_pcap_audio="%2$s/dtmf_2833_%1$s.pcap"/></action></nop>
            """;

    private static final int FILE_HEADER = 24;
    private static final int PACKET_HEADERS = 16 + 14 + 20 + 8;
    private static final int RTP_HEADER = 12;
    private static final int FRAME = 160;
    private static final int FRAME_MICROS = 20_000;
    private static final int FRAMES_A_SECOND = 50;
    private static final int SECOND_MICROS = 1_000_000;

    private Crowd() {}

    /// SIPp's injection file, one caller a line.
    static String list(List<TimedCaller> callers) {
        return callers.stream().map(Crowd::line).collect(Collectors.joining("\n", "SEQUENTIAL\n", "\n"));
    }

    private static String line(TimedCaller caller) {
        return String.join(
                ";",
                Long.toString(caller.at().toMillis()),
                caller.from(),
                caller.key() == null ? "-" : caller.key().toString(),
                Long.toString(caller.listens().toMillis()),
                Long.toString(caller.stay().toMillis()));
    }

    /// @param sounds folder of the telephone events that SIPp brings along
    static Map<String, String> values(Path sounds, Path voice) {
        return Map.of("@CHOICES@", each(CHOICE, sounds), "@PRESSES@", each(PRESS, sounds), "@VOICE@", voice.toString());
    }

    private static String each(String lines, Path sounds) {
        return KEYS.chars().mapToObj(key -> lines.formatted((char) key, sounds)).collect(Collectors.joining());
    }

    /// A tone as captured RTP packets (PCMA), the only sound that SIPp sends from the port of its keys.
    static byte[] voice(Duration duration) {
        var frames = (int) duration.toSeconds() * FRAMES_A_SECOND;
        var tone = Alaw.tone(Sipp.CALLER_HERTZ, Duration.ofSeconds(1));
        var file = ByteBuffer.allocate(FILE_HEADER + frames * (PACKET_HEADERS + RTP_HEADER + FRAME));
        file.order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4);
        file.putLong(0).putInt(0xffff).putInt(1);
        for (int nth = 0; nth < frames; nth++) {
            packet(file, nth);
            file.put(tone, nth % FRAMES_A_SECOND * FRAME, FRAME);
        }
        return file.array();
    }

    private static void packet(ByteBuffer file, int nth) {
        var rtp = RTP_HEADER + FRAME;
        var ethernet = 14 + 20 + 8 + rtp;
        file.order(ByteOrder.LITTLE_ENDIAN).putInt(nth / FRAMES_A_SECOND).putInt(nth * FRAME_MICROS % SECOND_MICROS);
        file.putInt(ethernet).putInt(ethernet).order(ByteOrder.BIG_ENDIAN);
        file.put(new byte[12]).putShort((short) 0x0800);
        file.putShort((short) 0x4500).putShort((short) (20 + 8 + rtp)).putInt(nth << 16);
        file.putInt(0x40110000).putInt(0x7f000001).putInt(0x7f000001);
        file.putShort((short) 6_000)
                .putShort((short) 6_000)
                .putShort((short) (8 + rtp))
                .putShort((short) 0);
        file.putShort((short) 0x8008).putShort((short) nth).putInt(nth * FRAME).putInt(1);
    }
}
