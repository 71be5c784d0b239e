package fr.allomairies.voiceassistant.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A model as a folder of files, with a list of their hashes that was written when it was brought in: what is missing
/// or has changed since is found out.
public final class ModelFolder {

    /// As `sha256sum` writes and checks it.
    static final String LIST = "SHA256SUMS";

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) {2}(.+)");

    private ModelFolder() {}

    /// Why it cannot be used; empty when it is whole. Reads every file.
    public static Optional<String> problem(Path folder) {
        var list = folder.resolve(LIST);
        if (!Files.isRegularFile(list)) {
            return Optional.of("its model was not brought in by ./allo models");
        }
        try {
            var lines = Files.readAllLines(list);
            return lines.isEmpty()
                    ? Optional.of("its model is not whole: nothing is listed")
                    : lines.stream()
                            .flatMap(line -> wrong(folder, line).stream())
                            .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.of("its model cannot be read: " + e.getMessage());
        }
    }

    private static Optional<String> wrong(Path folder, String line) {
        var parts = LINE.matcher(line);
        if (!parts.matches()) {
            return Optional.of("its model is not whole: the list of files is damaged");
        }
        var file = folder.resolve(parts.group(2)).normalize();
        try {
            return file.startsWith(folder.normalize())
                            && Files.isRegularFile(file)
                            && Sha256.of(file).equals(parts.group(1))
                    ? Optional.empty()
                    : Optional.of("its model is not whole: " + parts.group(2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lists its files as they are now.
    static void seal(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            Files.writeString(
                    folder.resolve(LIST),
                    files.filter(Files::isRegularFile)
                            .sorted()
                            .map(file -> line(folder, file))
                            .collect(Collectors.joining()));
        }
    }

    private static String line(Path folder, Path file) {
        try {
            return Sha256.of(file) + "  " + folder.relativize(file) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
