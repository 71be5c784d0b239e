package fr.allomairies.application.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.PropertyResolver;

/// The folder where everything is kept: database, mail, telephone, secrets. Copying it while nothing runs is a
/// backup.
///
/// `ALLO_HOME` names it. Otherwise it is the user's data folder; root's is `/var/lib`, because Asterisk runs under
/// an account of its own that cannot look into root's home.
public record Home(Path folder) {

    private static final String OURS_TO_ENTER = "rwx--x--x";
    private static final String OURS_ALONE = "rwx------";
    private static final int SECRET_BYTES = 24;
    private static final int NEEDED_MB = 300;

    public static Home of(PropertyResolver environment) {
        return new Home(choose(
                environment.getProperty("ALLO_HOME"),
                environment.getProperty("XDG_DATA_HOME"),
                environment.getProperty("user.name", ""),
                environment.getProperty("user.home", "")));
    }

    static Path choose(@Nullable String chosen, @Nullable String dataHome, String user, String userHome) {
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen).toAbsolutePath().normalize();
        }
        if (user.equals("root")) {
            return Path.of("/var/lib/allo-mairies");
        }
        return dataHome != null && !dataHome.isBlank()
                ? Path.of(dataHome, "allo-mairies")
                : Path.of(userHome, ".local", "share", "allo-mairies");
    }

    /// A folder of this home that nobody else may read, made when it is missing.
    public Path folder(String name) {
        make(folder, OURS_TO_ENTER);
        return make(folder.resolve(name), OURS_ALONE);
    }

    /// A database that runs out of disk stops; better not to start.
    void requireSpace() {
        var free = make(folder, OURS_TO_ENTER).toFile().getUsableSpace() >> 20;
        if (free < NEEDED_MB) {
            throw new PartFailed(
                    "Il ne reste que %d Mo sous %s et il en faut %d : libérez de la place, ou donnez un autre dossier par ALLO_HOME."
                            .formatted(free, folder, NEEDED_MB));
        }
    }

    /// A random secret that is made on first use and then stays.
    public String secret(String name) {
        var file = folder("secrets").resolve(name);
        try {
            if (!Files.exists(file)) {
                write(file, random());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new PartFailed("Le secret " + file + " ne peut être ni lu ni créé : " + e.getMessage(), e);
        }
    }

    /// Writes a file that nobody else may read.
    public Path write(Path file, String content) {
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Files.writeString(file, content + System.lineSeparator());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static Path make(Path folder, String permissions) {
        try {
            if (Files.isDirectory(folder)) {
                return folder;
            }
            Files.createDirectories(folder);
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new PartFailed(
                    "Le dossier %s ne peut pas être créé%s : donnez-en un autre par ALLO_HOME."
                            .formatted(folder, because(e)),
                    e);
        }
    }

    /// The message of these exceptions is only the name of the file.
    private static String because(IOException problem) {
        return switch (problem) {
            case AccessDeniedException _ -> ", l'accès est refusé";
            case FileAlreadyExistsException _ -> ", un fichier porte ce nom";
            default -> " (" + problem.getMessage() + ")";
        };
    }

    private static String random() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
