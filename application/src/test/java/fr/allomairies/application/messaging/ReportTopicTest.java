package fr.allomairies.application.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.allomairies.application.messaging.ReportTopic.Refused;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ReportTopicTest {

    final Map<String, Map<String, String>> filed = new HashMap<>();
    final ReportTopic topic = new ReportTopic(
            (form, key) -> {
                filed.put(key, form);
                return Optional.empty();
            },
            new JsonMapper());

    /// Tried again for ever, it would hold up all reports behind it.
    @Test
    void takesWhatIsNullForNotProvided() {
        topic.onMessage(record("{\"api_key\": \"a\", \"idempotency_key\": null, \"email\": null}"));

        assertThat(filed)
                .containsExactly(Map.entry("allo.reports-0@7@" + ConsumerRecord.NO_TIMESTAMP, Map.of("api_key", "a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{\"email\": {}}", "{\"email\": [1]}", "{"})
    void refusesWhatIsNoForm(String value) {
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> topic.onMessage(record(value)));
    }

    private static ConsumerRecord<String, byte[]> record(String value) {
        return new ConsumerRecord<>("allo.reports", 0, 7, null, value.getBytes(StandardCharsets.UTF_8));
    }
}
