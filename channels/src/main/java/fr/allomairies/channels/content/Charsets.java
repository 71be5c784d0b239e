package fr.allomairies.channels.content;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bytes to text when the label may be wrong: UTF-8 that is valid and uses it wins over any single-byte label, and what
/// remains is read as Windows-1252, which is what western senders mean by ISO-8859-1.
public final class Charsets {

    private static final Charset WESTERN = Charset.forName("windows-1252");

    private Charsets() {}

    public static String decode(byte[] bytes, @Nullable String label) {
        var labelled = Optional.ofNullable(label).flatMap(Charsets::named);
        if (labelled.filter(charset -> !isWestern(charset)).isPresent()) {
            return strictly(bytes, labelled.get())
                    .or(() -> strictly(bytes, StandardCharsets.UTF_8))
                    .orElseGet(() -> new String(bytes, WESTERN));
        }
        return strictly(bytes, StandardCharsets.UTF_8).orElseGet(() -> new String(bytes, WESTERN));
    }

    private static Optional<Charset> named(String label) {
        try {
            return Optional.of(Charset.forName(label.strip().replaceAll("^[\"']|[\"']$", "")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isWestern(Charset charset) {
        return charset.equals(StandardCharsets.US_ASCII)
                || charset.equals(StandardCharsets.ISO_8859_1)
                || charset.equals(StandardCharsets.UTF_8)
                || charset.equals(WESTERN);
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
