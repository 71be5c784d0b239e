package fr.allomairies.voiceassistant.models;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Brings models in: an archive is opened only when its hash is the one that was expected, beside the model in use, and
/// takes its place in one step.
public final class ModelStore {

    /// A note of what it is, beside its files.
    private static final String NOTE = "MODEL";

    private static final long MEGABYTE = 1_000_000;
    /// A model that is larger needs another machine.
    private static final long MOST_BYTES = 8_000 * MEGABYTE;
    private static final int MOST_FILES = 1_000;
    private static final Duration TO_ANSWER = Duration.ofSeconds(30);

    private final Path folder;
    private final Path parent;

    /// @param folder of the model in use
    public ModelStore(Path folder) {
        this.folder = folder;
        this.parent = Objects.requireNonNull(folder.toAbsolutePath().getParent());
    }

    /// Why the model in use cannot be used; empty when it is whole.
    public Optional<String> problem() {
        return Files.exists(folder) ? ModelFolder.problem(folder) : Optional.of("absent");
    }

    /// What is known of the model in use.
    public List<String> note() throws IOException {
        var note = folder.resolve(NOTE);
        return Files.exists(note) ? Files.readAllLines(note) : List.of();
    }

    /// @param expected hash of the archive
    public void fetch(KnownModel model, String expected) throws IOException, InterruptedException, ModelRefused {
        Files.createDirectories(parent);
        var archive = Files.createTempFile(parent, "fetch", ".zip");
        try {
            download(model.url(), archive, 2 * MEGABYTE * model.megabytes());
            bringIn(archive, expected, note(model));
        } finally {
            Files.deleteIfExists(archive);
        }
    }

    /// @param expected hash of the archive
    /// @param note what it is, a line each
    public void bringIn(Path archive, String expected, List<String> note) throws IOException, ModelRefused {
        var found = Sha256.of(archive);
        if (!found.equals(expected.toLowerCase(Locale.ROOT))) {
            throw new ModelRefused("refusé : l’empreinte SHA-256 est " + found + ", et non " + expected);
        }
        Files.createDirectories(parent);
        var fresh = Files.createTempDirectory(parent, "fresh");
        try {
            unpack(archive, fresh);
            Files.write(fresh.resolve(NOTE), note);
            ModelFolder.seal(fresh);
            replaceBy(fresh);
        } finally {
            delete(fresh);
        }
    }

    public static List<String> note(KnownModel model) {
        return List.of(
                "name " + model.name(),
                "url " + model.url(),
                "licence " + model.licence(),
                "attribution " + model.attribution());
    }

    private static void download(URI from, Path to, long most) throws IOException, InterruptedException, ModelRefused {
        try (var client = HttpClient.newBuilder()
                .followRedirects(Redirect.NORMAL)
                .connectTimeout(TO_ANSWER)
                .build()) {
            var answer =
                    client.send(HttpRequest.newBuilder(from).timeout(TO_ANSWER).build(), BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new ModelRefused("refusé : " + from + " répond " + answer.statusCode());
                }
                copy(body, to, most);
            }
        }
    }

    private static long copy(InputStream from, Path to, long most) throws IOException, ModelRefused {
        try (var out = Files.newOutputStream(to)) {
            var buffer = new byte[65_536];
            var all = 0L;
            for (var count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                all += count;
                if (all > most) {
                    throw new ModelRefused("refusé : plus de " + most / MEGABYTE + " Mo");
                }
                out.write(buffer, 0, count);
            }
            return all;
        }
    }

    /// Without the one folder that holds everything.
    private static void unpack(Path archive, Path into) throws IOException, ModelRefused {
        try (var zip = new ZipFile(archive.toFile())) {
            var files = zip.stream().filter(entry -> !entry.isDirectory()).toList();
            if (files.isEmpty() || files.size() > MOST_FILES) {
                throw new ModelRefused("refusé : " + files.size() + " fichiers dans l’archive");
            }
            var root = root(files);
            var left = MOST_BYTES;
            for (var file : files) {
                var target =
                        into.resolve(file.getName().substring(root.length())).normalize();
                if (!target.startsWith(into) || target.equals(into)) {
                    throw new ModelRefused("refusé : « " + file.getName() + " » sortirait du dossier");
                }
                Files.createDirectories(target.getParent());
                try (var content = zip.getInputStream(file)) {
                    left -= copy(content, target, left);
                }
            }
        } catch (ZipException e) {
            throw new ModelRefused("refusé : ce n’est pas une archive ZIP entière (" + e.getMessage() + ")");
        }
    }

    private static String root(List<? extends ZipEntry> files) {
        var first = files.getFirst().getName();
        var root = first.substring(0, first.indexOf('/') + 1);
        return files.stream().allMatch(file -> file.getName().startsWith(root)) ? root : "";
    }

    private void replaceBy(Path fresh) throws IOException {
        var old = parent.resolve(folder.getFileName() + ".old");
        delete(old);
        if (Files.exists(folder)) {
            Files.move(folder, old, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        delete(old);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        var all = new ArrayList<Path>();
        try (var paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (var path : all) {
            Files.delete(path);
        }
    }
}
