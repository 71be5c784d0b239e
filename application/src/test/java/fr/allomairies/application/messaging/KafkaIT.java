package fr.allomairies.application.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.allomairies.AlloMairies;
import fr.allomairies.FreshInstallation;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.Projections;
import fr.allomairies.routing.Routing;
import fr.allomairies.testkit.RealKafka;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/// The product beside a real broker, whose plug is pulled.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
@DirtiesContext
class KafkaIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final AgentId ALINE = new AgentId("aline");
    private static final JsonMapper JSON = new JsonMapper();

    static final RealKafka KAFKA = RealKafka.start();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
        registry.add("allo.kafka.bootstrap-servers", KAFKA::bootstrapServers);
        registry.add("allo.kafka.source", () -> "https://contact.example.fr");
    }

    @Value("${allo.report.api-keys}")
    String reportKey;

    @Autowired
    EventLog log;

    @Autowired
    Routing routing;

    @Autowired
    Projections projections;

    static KafkaProducer<String, byte[]> partner;

    @BeforeAll
    static void connect() {
        partner = new KafkaProducer<>(
                Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void pullThePlug() {
        partner.close(Duration.ZERO);
        KAFKA.close();
    }

    @Test
    void whatTheLogTellsIsToldInItsOrderAlsoAfterTheBrokerWasKilled() {
        report(Map.of("description", "Nid-de-poule"));
        await().atMost(SOON).until(() -> queued(1));

        KAFKA.kill();
        routing.makeAvailable(ALINE);
        routing.pause(ALINE, "break");
        await().until(() -> routing.agent(ALINE).state() == AgentState.PAUSED);
        KAFKA.run();

        var head = log.head();
        var written = log.read(0, 1000).stream()
                .map(LogEntry::position)
                .filter(position -> position <= head)
                .map(position -> Long.toString(position))
                .toList();
        assertThat(written).isNotEmpty();
        var told = new ArrayList<CloudEvent>();
        try (var reader = reader("allo.events", new CloudEventDeserializer())) {
            await().atMost(SOON).until(() -> {
                reader.poll(Duration.ofMillis(200)).forEach(record -> told.add(record.value()));
                return byId(told).keySet().containsAll(written);
            });
        }
        var queued = told.stream()
                .filter(event -> event.getType().equals("fr.allomairies.ContactQueued.v1"))
                .findFirst()
                .orElseThrow();
        assertThat(queued.getSource()).hasToString("https://contact.example.fr");
        assertThat(queued.getDataContentType()).isEqualTo("application/json");
        assertThat(JSON.readTree(queued.getData().toBytes()).path("channel").asString())
                .isEqualTo("report");
        inOrderForEachSubject(told);
    }

    @Test
    void aReaderWhoComesLateIsToldEverythingAgain() {
        routing.makeAvailable(ALINE);
        try (var reader = reader("allo.events", new CloudEventDeserializer())) {
            var first = new ArrayList<CloudEvent>();
            await().atMost(SOON).until(() -> {
                reader.poll(Duration.ofMillis(200)).forEach(record -> first.add(record.value()));
                return !first.isEmpty();
            });

            projections.again(EventTopic.NAME);
            routing.signOut(ALINE);
            await().atMost(SOON).until(() -> {
                reader.poll(Duration.ofMillis(200)).forEach(record -> first.add(record.value()));
                return first.stream().filter(event -> event.getId().equals("1")).count() >= 2;
            });
        }
    }

    @Test
    void aReportThatCanNeverBeTakenGoesAsideAndTheNextIsTaken() {
        var before = count();
        partner.send(new ProducerRecord<>("allo.reports", "not json".getBytes(StandardCharsets.UTF_8)));
        partner.send(new ProducerRecord<>("allo.reports", "null".getBytes(StandardCharsets.UTF_8)));
        partner.send(new ProducerRecord<>("allo.reports", null));
        report(Map.of("api_key", "stolen", "description", "a"));
        report(Map.of("service_code", "no.such", "description", "b"));
        report(Map.of("description", "Lampadaire", "idempotency_key", "42"));
        report(Map.of("description", "Lampadaire", "idempotency_key", "42"));

        try (var aside = reader("allo.reports.dlt", new ByteArrayDeserializer())) {
            var refused = new ArrayList<ConsumerRecord<String, byte[]>>();
            await().atMost(SOON).until(() -> {
                aside.poll(Duration.ofMillis(200)).forEach(refused::add);
                return refused.size() >= 5;
            });
            assertThat(refused)
                    .extracting(record -> new String(
                            record.headers()
                                    .lastHeader("kafka_dlt-exception-message")
                                    .value(),
                            StandardCharsets.UTF_8))
                    .anyMatch(why -> why.contains("not a JSON object"))
                    .anyMatch(why -> why.contains("api_key is not valid"))
                    .anyMatch(why -> why.contains("service_code is not one of ours"));
        }
        await().atMost(SOON).until(() -> count() == before + 1);
        await().during(Duration.ofSeconds(1)).until(() -> count() == before + 1);
    }

    private void report(Map<String, Object> fields) {
        var form = new HashMap<String, Object>(
                Map.of("api_key", reportKey, "service_code", "roads.pothole", "lat", 43.7009, "long", 7.2683));
        form.putAll(fields);
        partner.send(new ProducerRecord<>("allo.reports", JSON.writeValueAsBytes(form)));
    }

    private boolean queued(long atLeast) {
        return count() >= atLeast;
    }

    private long count() {
        return log.read(0, 10_000).stream()
                .filter(entry -> entry.event() instanceof ContactQueued)
                .count();
    }

    private static Map<String, CloudEvent> byId(List<CloudEvent> told) {
        var events = new LinkedHashMap<String, CloudEvent>();
        told.forEach(event -> events.putIfAbsent(event.getId(), event));
        return events;
    }

    private static void inOrderForEachSubject(List<CloudEvent> told) {
        var last = new HashMap<String, Long>();
        byId(told).values().forEach(event -> {
            var position = Long.parseLong(event.getId());
            assertThat(last.getOrDefault(event.getSubject(), 0L)).isLessThan(position);
            last.put(event.getSubject(), position);
        });
    }

    private static <V> KafkaConsumer<String, V> reader(String topic, Deserializer<V> values) {
        var reader = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        KAFKA.bootstrapServers(),
                        "group.id",
                        UUID.randomUUID().toString(),
                        "auto.offset.reset",
                        "earliest",
                        "metadata.max.age.ms",
                        "500"),
                new StringDeserializer(),
                values);
        reader.subscribe(List.of(topic));
        return reader;
    }
}
