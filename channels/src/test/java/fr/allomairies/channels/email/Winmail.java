package fr.allomairies.channels.email;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A `winmail.dat` as MS-OXTNEF writes it: a text, and files by their names.
final class Winmail {

    private static final int SIGNATURE = 0x223E9F78;
    private static final int MESSAGE = 1;
    private static final int FILE = 2;
    private static final int MAPI_PROPERTIES = 0x00069003;
    private static final int FILE_BEGINS = 0x00069002;
    private static final int FILE_TITLE = 0x00018010;
    private static final int FILE_DATA = 0x0006800F;
    private static final int BODY = 0x1000_001E;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Winmail() {}

    static byte[] of(String body, Map<String, byte[]> files) {
        var winmail = new Winmail();
        winmail.out.writeBytes(little(6).putInt(SIGNATURE).putShort((short) 1).array());
        winmail.attribute(MESSAGE, MAPI_PROPERTIES, property(body));
        files.forEach((name, content) -> {
            winmail.attribute(FILE, FILE_BEGINS, new byte[14]);
            winmail.attribute(FILE, FILE_TITLE, (name + "\0").getBytes(StandardCharsets.ISO_8859_1));
            winmail.attribute(FILE, FILE_DATA, content);
        });
        return winmail.out.toByteArray();
    }

    /// One property of one value, which is filled up to four bytes.
    private static byte[] property(String body) {
        var text = (body + "\0").getBytes(StandardCharsets.US_ASCII);
        return little(16 + (text.length + 3) / 4 * 4)
                .putInt(1)
                .putInt(BODY)
                .putInt(1)
                .putInt(text.length)
                .put(text)
                .array();
    }

    private void attribute(int level, int id, byte[] data) {
        var sum = 0;
        for (var each : data) {
            sum += each & 0xFF;
        }
        out.writeBytes(little(11 + data.length)
                .put((byte) level)
                .putInt(id)
                .putInt(data.length)
                .put(data)
                .putShort((short) sum)
                .array());
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
