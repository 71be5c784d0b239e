package fr.allomairies.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.telephony.CrisisMode.Message;
import fr.allomairies.testkit.Repository;
import fr.allomairies.voiceassistant.RequestStatus.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromptsTest {

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void thereIsOneForEachMessageOfACrisis(String language) throws IOException {
        assertThat(Message.values()).extracting(Message::prompt).isSubsetOf(prompts(language));
        assertThat(prompts(language)).contains("crisis-intro");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void thereIsOneForEachStageDayAndTime(String language) throws IOException {
        assertThat(prompts(language))
                .containsAll(Arrays.stream(Stage.values())
                        .map(stage -> "assistant-"
                                + stage.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .toList())
                .containsAll(Stream.of(
                                numbered("date-", 1, 31),
                                numbered("month-", 1, 12),
                                numbered("hours-day-", 1, 7),
                                numbered("hour-", 0, 23))
                        .flatMap(names -> names)
                        .toList())
                .containsAll(IntStream.range(1, 12)
                        .mapToObj(five -> "minute-" + 5 * five)
                        .toList());
    }

    private static Stream<String> numbered(String name, int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(number -> name + number);
    }

    private static List<String> prompts(String language) throws IOException {
        return Files.readAllLines(Repository.root().resolve("docker/asterisk/prompts/" + language + ".tsv")).stream()
                .map(line -> line.split("\t", 2)[0])
                .toList();
    }
}
