package fr.allomairies.voiceassistant.understanding;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/// Run by the build of this module: learns the project's own examples and writes the model beside them, unless it is
/// there already and nothing that it is made of has changed.
final class ModelBuild {

    private ModelBuild() {}

    /// @param arguments the folder of the compiled classes
    static void main(String[] arguments) throws IOException {
        var room = Path.of(arguments[0], ModelBuild.class.getPackageName().split("[.]"));
        var model = room.resolve(IntentClassifier.MODEL);
        var madeOf = fingerprint(room, model);
        if (Files.exists(model) && Arrays.equals(madeOf, fingerprintIn(model))) {
            return;
        }
        try (var out = new DataOutputStream(Files.newOutputStream(model))) {
            out.writeInt(madeOf.length);
            out.write(madeOf);
            Training.of(Lesson.of(Examples.own(), List.of()), () -> {}).write(out);
        }
    }

    private static byte[] fingerprintIn(Path model) throws IOException {
        try (var in = new DataInputStream(Files.newInputStream(model))) {
            return in.readNBytes(Math.clamp(in.readInt(), 0, 64));
        }
    }

    /// Of the sentences and of the classes that learn them.
    private static byte[] fingerprint(Path room, Path model) throws IOException {
        try (var files = Files.walk(room)) {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(model))
                    .sorted()
                    .toList()) {
                digest.update(file.getFileName().toString().getBytes(UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
