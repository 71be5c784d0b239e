package fr.allomairies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The assistant answers with codes of the catalogue, so it must have been taught each of them and no other.
class AssistantKnowsTheCatalogueTest {

    @Test
    void hasExampleSentencesOfEachCategoryAndOfNoOther() throws IOException {
        var catalogue = lines("/catalogue.csv").stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();
        assertThat(lines("/fr/allomairies/voiceassistant/understanding/sentences/index.txt"))
                .containsExactlyInAnyOrderElementsOf(catalogue);
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream file = AssistantKnowsTheCatalogueTest.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
