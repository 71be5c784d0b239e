package fr.allomairies.application.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

    @Test
    void isWhereTheOperatorSays() {
        assertThat(Home.choose("/data/allo/../allo", "/x", "root", "/superuser"))
                .isEqualTo(Path.of("/data/allo"));
    }

    @Test
    void isOutsideOfRootsHomeForRoot() {
        assertThat(Home.choose(null, "/superuser/.local/share", "root", "/superuser"))
                .isEqualTo(Path.of("/var/lib/allo-mairies"));
    }

    @Test
    void saysInOneSentenceWhyItCannotBeMade(@TempDir Path folder) throws IOException {
        var file = Files.createFile(folder.resolve("file"));

        assertThatExceptionOfType(PartFailed.class)
                .isThrownBy(() -> new Home(file).requireSpace())
                .withMessage(
                        "Le dossier %s ne peut pas être créé, un fichier porte ce nom : donnez-en un autre par ALLO_HOME.",
                        file);
    }

    @Test
    void isTheDataFolderOfAnOrdinaryUser() {
        assertThat(Home.choose("", "/home/a/data", "a", "/home/a")).isEqualTo(Path.of("/home/a/data/allo-mairies"));
        assertThat(Home.choose(null, null, "a", "/home/a")).isEqualTo(Path.of("/home/a/.local/share/allo-mairies"));
    }
}
