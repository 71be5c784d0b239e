package fr.allomairies.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.telephony.CrisisMode.Message;
import fr.allomairies.testkit.Repository;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrisisPromptsTest {

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void thereIsAPromptForEachMessage(String language) throws IOException {
        var prompts =
                Files.readAllLines(Repository.root().resolve("docker/asterisk/prompts/" + language + ".tsv")).stream()
                        .map(line -> line.split("\t", 2)[0])
                        .toList();

        assertThat(Message.values()).extracting(Message::prompt).isSubsetOf(prompts);
        assertThat(prompts).contains("crisis-intro");
    }
}
