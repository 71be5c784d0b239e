package fr.allomairies.channels.email;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/// What is inside an S/MIME message that is signed and carries its content itself: the octets behind the first `data`
/// of CMS (RFC 5652), in one piece or in several, as BER allows.
final class SignedContent {

    /// Object identifiers, with tag and length.
    private static final byte[] DATA = {0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 7, 1};

    private static final byte[] SIGNED = {0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 7, 2};

    /// The identifier of the whole stands near the beginning.
    private static final int HEAD = 40;

    private static final int EXPLICIT = 0xA0;
    private static final int OCTETS = 0x04;
    private static final int PIECES = 0x24;
    private static final int END = 0x00;
    private static final int LONG_FORM = 0x80;
    private static final int MOST_LENGTH_BYTES = 4;

    private final byte[] bytes;
    private int at;

    private SignedContent(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /// Empty for what is encrypted, cut short, or something else.
    static Optional<byte[]> of(byte[] bytes) {
        var signed = find(SIGNED, bytes, 0, HEAD);
        var data = signed < 0 ? -1 : find(DATA, bytes, signed, bytes.length);
        if (data < 0) {
            return Optional.empty();
        }
        try {
            return new SignedContent(bytes, data + DATA.length).content();
        } catch (ArrayIndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    private static int find(byte[] wanted, byte[] bytes, int from, int until) {
        for (int i = from; i <= Math.min(until, bytes.length) - wanted.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private Optional<byte[]> content() {
        if (tag() != EXPLICIT) {
            return Optional.empty();
        }
        var _ = length();
        return switch (tag()) {
            case OCTETS -> Optional.of(octets(new ByteArrayOutputStream()).toByteArray());
            case PIECES -> pieces();
            default -> Optional.empty();
        };
    }

    private Optional<byte[]> pieces() {
        var length = length();
        var end = length < 0 ? bytes.length : at + length;
        var content = new ByteArrayOutputStream();
        while (at < end) {
            var tag = tag();
            if (tag == END) {
                break;
            }
            if (tag != OCTETS) {
                return Optional.empty();
            }
            octets(content);
        }
        return Optional.of(content.toByteArray());
    }

    private ByteArrayOutputStream octets(ByteArrayOutputStream to) {
        var length = length();
        if (length < 0 || length > bytes.length - at) {
            throw new ArrayIndexOutOfBoundsException(length);
        }
        to.write(bytes, at, length);
        at += length;
        return to;
    }

    private int tag() {
        return bytes[at++] & 0xFF;
    }

    /// Negative for one that is told by its end.
    private int length() {
        var first = bytes[at++] & 0xFF;
        if (first < LONG_FORM) {
            return first;
        }
        var many = first - LONG_FORM;
        if (many == 0) {
            return -1;
        }
        if (many > MOST_LENGTH_BYTES) {
            throw new ArrayIndexOutOfBoundsException(many);
        }
        var length = 0;
        for (int i = 0; i < many; i++) {
            length = (length << 8) | (bytes[at++] & 0xFF);
        }
        if (length < 0) {
            throw new ArrayIndexOutOfBoundsException(length);
        }
        return length;
    }
}
