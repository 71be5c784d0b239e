package fr.allomairies.application.messaging;

import fr.allomairies.channels.PartnerReports;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.MessageListener;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reports of partners who deliver through Kafka instead of HTTP: each is stored before its offset is committed. The
/// value is a JSON object with the parameters of Open311's `POST requests`, `api_key` included.
final class ReportTopic implements MessageListener<String, byte[]> {

    private static final TypeReference<Map<String, String>> FORM = new TypeReference<>() {};

    private final PartnerReports reports;
    private final JsonMapper json;

    ReportTopic(PartnerReports reports, JsonMapper json) {
        this.reports = reports;
        this.json = json;
    }

    /// Will be as wrong the next time.
    static final class Refused extends RuntimeException {

        Refused(String why) {
            super(why);
        }
    }

    /// A record that is delivered again is the same report; a partner who may send the same report twice says so by
    /// `idempotency_key`. The time of the record belongs to its place, for a topic that was made anew counts again.
    @Override
    public void onMessage(ConsumerRecord<String, byte[]> delivered) {
        var form = form(delivered.value());
        var place = delivered.topic()
                + '-'
                + delivered.partition()
                + '@'
                + delivered.offset()
                + '@'
                + delivered.timestamp();
        reports.file(form, form.getOrDefault("idempotency_key", place)).ifPresent(refusal -> {
            throw new Refused(refusal.detail());
        });
    }

    /// What is null was not provided.
    private Map<String, String> form(byte[] value) {
        try {
            var form = Objects.<Map<String, String>>requireNonNullElseGet(json.readValue(value, FORM), HashMap::new);
            form.values().removeIf(Objects::isNull);
            return form;
        } catch (JacksonException | IllegalArgumentException _) {
            throw new Refused("not a JSON object of texts and numbers");
        }
    }
}
