package fr.allomairies.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The repository that the tests run in, for what is started by its own scripts.
public final class Repository {

    private static final long PATIENCE_MINUTES = 5;

    private Repository() {}

    public static Path root() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("tools/debian-tree"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "tools/debian-tree is in no folder above " + Path.of("").toAbsolutePath());
    }

    /// Runs a script to its end.
    ///
    /// @return its standard output
    public static String run(Map<String, String> environment, List<String> command) {
        try {
            var errors = Files.createTempFile("script", ".log");
            var builder = new ProcessBuilder(command).directory(root().toFile()).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes());
            var ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
            var said = Files.readString(errors);
            Files.delete(errors);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + said + output);
            }
            return output;
        } catch (IOException e) {
            throw new IllegalStateException(String.join(" ", command) + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// The folder of a tree of programs, built at first use.
    static Path tree(String profile) {
        var lines = run(Map.of(), List.of(root().resolve("tools/debian-tree").toString(), profile))
                .lines()
                .toList();
        return Path.of(lines.getLast());
    }
}
