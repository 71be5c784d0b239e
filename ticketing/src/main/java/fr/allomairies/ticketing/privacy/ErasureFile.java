package fr.allomairies.ticketing.privacy;

import fr.allomairies.contact.CitizenId;
import fr.allomairies.ticketing.CitizenRights.Kind;
import fr.allomairies.ticketing.PrivacySettings;
import fr.allomairies.ticketing.store.PrivacyAccount.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The erasures outside of the database, because a backup of it does not know the later ones. A line has the number of
/// the erasure, that of the citizen in the house, and when it was asked for: nothing that says who he was.
@Component
class ErasureFile {

    private static final Logger LOG = LoggerFactory.getLogger(ErasureFile.class);

    private final @Nullable Path file;

    ErasureFile(PrivacySettings settings) {
        this.file = settings.erasures();
    }

    /// What is there already is not written again.
    synchronized void add(Collection<Request> erasures) {
        if (file == null) {
            return;
        }
        var known = read().stream().map(Request::id).collect(Collectors.toSet());
        var lines = erasures.stream()
                .filter(erasure -> !known.contains(erasure.id()))
                .map(ErasureFile::line)
                .toList();
        try {
            if (!lines.isEmpty()) {
                Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    List<Request> read() {
        if (file == null || !Files.exists(file)) {
            return List.of();
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank())
                    .flatMap(line -> erasure(line).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static String line(Request erasure) {
        return erasure.id() + " " + erasure.citizen() + " " + erasure.at();
    }

    /// A line that cannot be read, such as half of one, keeps none of the others from being done.
    private static Optional<Request> erasure(String line) {
        var parts = line.strip().split("\\s+");
        try {
            return Optional.of(new Request(
                    UUID.fromString(parts[0]),
                    Kind.ERASURE,
                    CitizenId.of(parts[1]),
                    "",
                    null,
                    Instant.parse(parts[2])));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | DateTimeException problem) {
            LOG.atWarn().addKeyValue("line", line.length()).log("erasure-line-unreadable");
            return Optional.empty();
        }
    }
}
