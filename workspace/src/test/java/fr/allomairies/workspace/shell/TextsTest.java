package fr.allomairies.workspace.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every text that a screen asks for is there, once, in words that no pattern breaks.
class TextsTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern IN_SCRIPT = Pattern.compile("\\bt\\('([a-z][\\w.-]+)'");
    private static final Pattern COUNTED = Pattern.compile("\\bcount(?:ed)?\\('([a-z][\\w.-]+)'");
    private static final Pattern IN_TEMPLATE = Pattern.compile("#\\{([a-z][\\w.-]+)[}(]");

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve("messages"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("_fr.properties"))
                    .map(name -> name.replace("_fr.properties", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void writesApostrophesThatNoPatternTakesForAnEscape(String file) throws IOException {
        for (var language : List.of("fr", "en")) {
            assertThat(texts(file, language).values()).noneMatch(text -> text.contains("'") && text.contains("{"));
        }
    }

    @Test
    void keepsEachKeyInOneFile() throws IOException {
        var all = new ArrayList<String>();
        for (var file : files()) {
            all.addAll(texts(file, "fr").keySet());
        }
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void hasEveryTextThatAScriptAsksFor() throws IOException {
        assertThat(known()).containsAll(used("static/assets/js", ".js", IN_SCRIPT));
    }

    @Test
    void hasTheWordForOneAndForManyOfWhatTheBoardCounts() throws IOException {
        var counted = used("static/assets/js", ".js", COUNTED);
        assertThat(counted).contains("board.count.abandoned");
        assertThat(known())
                .containsAll(counted.stream()
                        .flatMap(key -> Stream.of(key + ".one", key + ".other"))
                        .toList());
    }

    @Test
    void hasEveryTextThatATemplateAsksFor() throws IOException {
        assertThat(known()).containsAll(used("templates", ".html", IN_TEMPLATE));
    }

    private static Set<String> known() throws IOException {
        var all = new TreeSet<String>();
        for (var file : files()) {
            all.addAll(texts(file, "fr").keySet());
        }
        return all;
    }

    private static Set<String> used(String folder, String ending, Pattern pattern) throws IOException {
        var keys = new TreeSet<String>();
        try (Stream<Path> files = Files.walk(RESOURCES.resolve(folder))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(ending)).toList()) {
                pattern.matcher(Files.readString(file)).results().forEach(found -> keys.add(found.group(1)));
            }
        }
        return keys;
    }

    private static TreeMap<String, String> texts(String file, String language) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(Files.readString(
                RESOURCES.resolve("messages/" + file + "_" + language + ".properties"), StandardCharsets.UTF_8)));
        var texts = new TreeMap<String, String>();
        properties.forEach((key, text) -> texts.put(key.toString(), text.toString()));
        return texts;
    }
}
