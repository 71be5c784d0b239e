package fr.allomairies.channels.content;

import java.awt.geom.AffineTransform;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// How the camera was held, by the EXIF mark of a JPEG.
enum Orientation {
    UPRIGHT,
    UPSIDE_DOWN,
    TURNED_RIGHT,
    TURNED_LEFT;

    private static final int START_OF_IMAGE = 0xFFD8;
    private static final int EXIF = 0xFFE1;
    private static final int EXIF_HEAD = 6;
    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY = 12;

    static Orientation of(byte[] file) {
        try {
            return exif(ByteBuffer.wrap(file));
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException _) {
            return UPRIGHT;
        }
    }

    boolean swapsSides() {
        return this == TURNED_LEFT || this == TURNED_RIGHT;
    }

    /// Turns a picture of these sides upright.
    AffineTransform transform(int width, int height) {
        return switch (this) {
            case UPRIGHT -> new AffineTransform();
            case UPSIDE_DOWN -> new AffineTransform(-1, 0, 0, -1, width, height);
            case TURNED_RIGHT -> new AffineTransform(0, 1, -1, 0, height, 0);
            case TURNED_LEFT -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
    }

    private static Orientation exif(ByteBuffer jpeg) {
        if (Short.toUnsignedInt(jpeg.getShort()) != START_OF_IMAGE) {
            return UPRIGHT;
        }
        while (jpeg.remaining() > 4) {
            var marker = Short.toUnsignedInt(jpeg.getShort());
            var length = Short.toUnsignedInt(jpeg.getShort());
            if (marker == EXIF) {
                return tiff(jpeg.slice(jpeg.position() + EXIF_HEAD, length - 2 - EXIF_HEAD));
            }
            jpeg.position(jpeg.position() + length - 2);
        }
        return UPRIGHT;
    }

    private static Orientation tiff(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var directory = tiff.getInt(4);
        var entries = Short.toUnsignedInt(tiff.getShort(directory));
        for (int i = 0; i < entries; i++) {
            var entry = directory + 2 + i * ENTRY;
            if (Short.toUnsignedInt(tiff.getShort(entry)) == ORIENTATION) {
                return of(tiff.getShort(entry + 8));
            }
        }
        return UPRIGHT;
    }

    private static Orientation of(short code) {
        return switch (code) {
            case 3 -> UPSIDE_DOWN;
            case 6 -> TURNED_RIGHT;
            case 8 -> TURNED_LEFT;
            default -> UPRIGHT;
        };
    }
}
