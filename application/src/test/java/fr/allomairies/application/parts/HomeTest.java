package fr.allomairies.application.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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
    void isTheDataFolderOfAnOrdinaryUser() {
        assertThat(Home.choose("", "/home/a/data", "a", "/home/a")).isEqualTo(Path.of("/home/a/data/allo-mairies"));
        assertThat(Home.choose(null, null, "a", "/home/a")).isEqualTo(Path.of("/home/a/.local/share/allo-mairies"));
    }
}
