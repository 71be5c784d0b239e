package fr.allomairies.channels.content;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a file is by its first bytes. The name helps only among those that look alike from inside.
public final class FileType {

    public static final String UNKNOWN = "application/octet-stream";

    private static final List<Mark> MARKS = List.of(
            new Mark("image/jpeg", 0, bytes(0xFF, 0xD8, 0xFF)),
            new Mark("image/png", 0, bytes(0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)),
            new Mark("image/gif", 0, bytes('G', 'I', 'F', '8')),
            new Mark("image/webp", 8, bytes('W', 'E', 'B', 'P')),
            new Mark("image/heic", 4, bytes('f', 't', 'y', 'p', 'h', 'e', 'i', 'c')),
            new Mark("image/tiff", 0, bytes('I', 'I', '*', 0)),
            new Mark("image/tiff", 0, bytes('M', 'M', 0, '*')),
            new Mark("application/pdf", 0, bytes('%', 'P', 'D', 'F', '-')),
            new Mark("application/vnd.ms-office", 0, bytes(0xD0, 0xCF, 0x11, 0xE0)),
            new Mark("application/rtf", 0, bytes('{', '\\', 'r', 't', 'f')),
            new Mark("application/ms-tnef", 0, bytes(0x78, 0x9F, 0x3E, 0x22)),
            new Mark("audio/mpeg", 0, bytes('I', 'D', '3')),
            new Mark("audio/ogg", 0, bytes('O', 'g', 'g', 'S')),
            new Mark("video/mp4", 4, bytes('f', 't', 'y', 'p')),
            new Mark("application/gzip", 0, bytes(0x1F, 0x8B)),
            new Mark("application/zip", 0, bytes('P', 'K', 3, 4)));

    private static final List<Ending> ZIPPED = List.of(
            new Ending(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            new Ending(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            new Ending(".odt", "application/vnd.oasis.opendocument.text"),
            new Ending(".ods", "application/vnd.oasis.opendocument.spreadsheet"));

    private FileType() {}

    public static String of(byte[] content, String name) {
        var type = MARKS.stream()
                .filter(mark -> mark.isIn(content))
                .map(Mark::type)
                .findFirst()
                .orElseGet(() -> isText(content) ? "text/plain" : UNKNOWN);
        return type.equals("application/zip") ? zipped(name) : type;
    }

    private static String zipped(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return ZIPPED.stream()
                .filter(ending -> lower.endsWith(ending.ending()))
                .map(Ending::type)
                .findFirst()
                .orElse("application/zip");
    }

    private static boolean isText(byte[] content) {
        var start = new String(content, 0, Math.min(content.length, 1024), StandardCharsets.ISO_8859_1);
        return content.length > 0 && start.chars().noneMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t');
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    private record Mark(String type, int at, byte[] bytes) {

        boolean isIn(byte[] content) {
            return content.length >= at + bytes.length
                    && Arrays.equals(content, at, at + bytes.length, bytes, 0, bytes.length);
        }
    }

    private record Ending(String ending, String type) {}
}
