package fr.allomairies.workspace.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever the reason of a pause, hers or the server's own, desk and board say it in words.
class PauseTextsTest {

    private static final Path OFFERS = Path.of("../routing/src/main/java/fr/allomairies/routing/engine/Offers.java");
    private static final Pattern BY_ROUTING = Pattern.compile("static final String [A-Z_]+ = \"([a-z-]+)\"");

    @ParameterizedTest
    @CsvSource({"desk, fr", "desk, en", "board, fr", "board, en"})
    void everyReasonHasItsWords(String screen, String language) throws IOException {
        var texts = new Properties();
        try (var in = Files.newBufferedReader(
                Path.of("src/main/resources/messages/%s_%s.properties".formatted(screen, language)))) {
            texts.load(in);
        }
        var reasons = reasons();
        assertThat(reasons).contains("lunch", "no-answer", "phone-unreachable");
        assertThat(texts.stringPropertyNames())
                .containsAll(reasons.stream()
                        .map(reason -> screen + ".pause." + reason)
                        .toList());
    }

    private static Set<String> reasons() throws IOException {
        var reasons = new TreeSet<>(PauseReason.codes());
        reasons.addAll(found(OFFERS, BY_ROUTING));
        return reasons;
    }

    private static Set<String> found(Path source, Pattern reason) throws IOException {
        return reason.matcher(Files.readString(source))
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toSet());
    }
}
