package fr.allomairies.workspace.desk;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.ContactEvent.WithdrawReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whyever an offer leaves the desk, it says so in words.
class WithdrawnTextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void everyReasonHasItsWords(String language) throws IOException {
        var texts = new Properties();
        try (var in = Files.newBufferedReader(
                Path.of("src/main/resources/messages/desk_%s.properties".formatted(language)))) {
            texts.load(in);
        }
        assertThat(texts.stringPropertyNames())
                .containsAll(Arrays.stream(WithdrawReason.values())
                        .map(reason -> "desk.withdrawn." + reason)
                        .toList());
    }
}
