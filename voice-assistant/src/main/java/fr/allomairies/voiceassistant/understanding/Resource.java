package fr.allomairies.voiceassistant.understanding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/// Files that lie beside a class, in UTF-8.
public final class Resource {

    private Resource() {}

    /// Of this room.
    static Stream<String> lines(String name) {
        return lines(Resource.class, name);
    }

    /// Without blank lines and those that begin with `#`.
    public static Stream<String> lines(Class<?> beside, String name) {
        return new String(bytes(beside, name), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"));
    }

    /// Of this room.
    static byte[] bytes(String name) {
        return bytes(Resource.class, name);
    }

    private static byte[] bytes(Class<?> beside, String name) {
        try (InputStream file = beside.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("not on the class path: " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
