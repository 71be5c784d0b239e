package fr.allomairies.ticketing.web;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.MediaType;

/// Pictures that a browser shows without executing anything, known by their first bytes. SVG is none of them.
enum SafeImage {
    JPEG(MediaType.IMAGE_JPEG, 0, "\u00FF\u00D8\u00FF"),
    PNG(MediaType.IMAGE_PNG, 0, "\u0089PNG\r\n\u001A\n"),
    GIF(MediaType.IMAGE_GIF, 0, "GIF8"),
    WEBP(MediaType.parseMediaType("image/webp"), 8, "WEBP");

    private final MediaType type;
    private final int offset;
    private final byte[] mark;

    SafeImage(MediaType type, int offset, String mark) {
        this.type = type;
        this.offset = offset;
        this.mark = mark.getBytes(StandardCharsets.ISO_8859_1);
    }

    static Optional<SafeImage> of(byte[] content) {
        return Arrays.stream(values()).filter(image -> image.marks(content)).findFirst();
    }

    /// By the type that was found when the file came, for a page that does not read it again.
    static boolean isSafe(String contentType) {
        return Arrays.stream(values()).anyMatch(image -> image.type.toString().equals(contentType));
    }

    MediaType type() {
        return type;
    }

    private boolean marks(byte[] content) {
        return content.length >= offset + mark.length
                && Arrays.equals(content, offset, offset + mark.length, mark, 0, mark.length);
    }
}
