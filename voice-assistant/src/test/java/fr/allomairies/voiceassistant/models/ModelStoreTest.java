package fr.allomairies.voiceassistant.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

    static final String WRONG = "0".repeat(64);

    @TempDir
    Path home;

    Path folder;
    ModelStore store;

    @BeforeEach
    void begin() {
        folder = home.resolve("models/recognition");
        store = new ModelStore(folder);
    }

    @Test
    void knowsWhatItMayFetch() {
        assertThat(KnownModel.all()).extracting(KnownModel::name).contains("vosk-small-fr");
        assertThat(KnownModel.all()).allSatisfy(model -> {
            assertThat(model.url().getScheme()).isEqualTo("https");
            assertThat(model.licence()).isNotBlank();
            assertThat(model.attribution()).isNotBlank();
            assertThat(model.megabytes()).isPositive();
        });
    }

    @Test
    void opensAnArchiveWithoutItsOuterFolderAndNotesWhatItIs() throws Exception {
        bringIn("model/am/final.mdl", "model/README");

        assertThat(folder.resolve("am/final.mdl")).hasContent("content of model/am/final.mdl");
        assertThat(store.problem()).isEmpty();
        assertThat(store.note()).containsExactly("name small");
        assertThat(home.resolve("models")).isDirectoryContaining("glob:**/recognition");
        try (var files = Files.list(home.resolve("models"))) {
            assertThat(files).containsExactly(folder);
        }
    }

    @Test
    void refusesAWrongHashAndKeepsTheModelInUse() throws Exception {
        bringIn("model/one");
        var other = zip("model/two");

        assertThatExceptionOfType(ModelRefused.class)
                .isThrownBy(() -> store.bringIn(other, WRONG, List.of()))
                .withMessageContaining(Sha256.of(other));

        assertThat(store.problem()).isEmpty();
        assertThat(folder.resolve("one")).exists();
    }

    @Test
    void replacesTheModelInUse() throws Exception {
        bringIn("model/one");
        bringIn("model/two");
        assertThat(folder.resolve("one")).doesNotExist();
        assertThat(folder.resolve("two")).exists();
    }

    @Test
    void findsOutWhatIsMissingOrHasChanged() throws Exception {
        assertThat(store.problem()).contains("absent");
        bringIn("model/am/final.mdl", "model/README");

        Files.writeString(folder.resolve("am/final.mdl"), "half");
        assertThat(store.problem()).contains("its model is not whole: am/final.mdl");
        Files.delete(folder.resolve("am/final.mdl"));
        assertThat(store.problem()).contains("its model is not whole: am/final.mdl");
        Files.writeString(folder.resolve(ModelFolder.LIST), "rubbish");
        assertThat(store.problem()).hasValueSatisfying(why -> assertThat(why).contains("damaged"));
    }

    @Test
    void refusesAnArchiveThatLeavesItsFolderOrIsNone() throws Exception {
        var escape = zip("../../escaped", "b");
        assertThatExceptionOfType(ModelRefused.class)
                .isThrownBy(() -> store.bringIn(escape, Sha256.of(escape), List.of()));
        assertThat(home.resolve("escaped")).doesNotExist();

        var rubbish = Files.writeString(home.resolve("rubbish.zip"), "no zip at all");
        assertThatExceptionOfType(ModelRefused.class)
                .isThrownBy(() -> store.bringIn(rubbish, Sha256.of(rubbish), List.of()));
        assertThat(folder).doesNotExist();
    }

    @Test
    void fetchesWhatIsNoLargerThanItShouldBe() throws Exception {
        var archive = zip("model/one");
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/model.zip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                body.write(Files.readAllBytes(archive));
            }
        });
        server.start();
        try {
            var at = "http://127.0.0.1:" + server.getAddress().getPort();
            store.fetch(model(at + "/model.zip", 1), Sha256.of(archive));
            assertThat(store.problem()).isEmpty();

            assertThatExceptionOfType(ModelRefused.class)
                    .isThrownBy(() -> store.fetch(model(at + "/model.zip", 0), Sha256.of(archive)));
            assertThatExceptionOfType(ModelRefused.class)
                    .isThrownBy(() -> store.fetch(model(at + "/nothing", 1), Sha256.of(archive)))
                    .withMessageContaining("404");
        } finally {
            server.stop(0);
        }
    }

    private static KnownModel model(String url, long megabytes) {
        return new KnownModel("small", URI.create(url), megabytes, "Apache-2.0", "somebody", Optional.empty());
    }

    private void bringIn(String... files) throws IOException, ModelRefused {
        var archive = zip(files);
        store.bringIn(archive, Sha256.of(archive), List.of("name small"));
    }

    private Path zip(String... files) throws IOException {
        var archive = Files.createTempFile(home, "archive", ".zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (var file : files) {
                zip.putNextEntry(new ZipEntry(file));
                zip.write(("content of " + file).getBytes(StandardCharsets.UTF_8));
            }
        }
        return archive;
    }
}
