package fr.allomairies.application.messaging;

import fr.allomairies.channels.PartnerReports;
import fr.allomairies.eventlog.EventLog;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventSerializer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.util.backoff.ExponentialBackOff;
import tools.jackson.databind.json.JsonMapper;

/// The clients and their promises: acknowledged by all replicas, committed after it is stored.
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("allo.kafka.bootstrap-servers")
@EnableConfigurationProperties(KafkaSettings.class)
class MessagingConfiguration {

    private static final Duration DELIVERY = Duration.ofSeconds(20);
    private static final Duration REQUEST = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final KafkaSettings settings;

    MessagingConfiguration(KafkaSettings settings) {
        this.settings = settings;
    }

    @Bean
    EventTopic eventTopic(ProducerFactory<String, CloudEvent> producers, EventLog log) {
        return new EventTopic(new KafkaTemplate<>(producers), settings, log);
    }

    @Bean
    ProducerFactory<String, CloudEvent> eventProducers() {
        return producers(new CloudEventSerializer());
    }

    @Bean
    ProducerFactory<String, byte[]> refusedReportProducers() {
        return producers(new ByteArraySerializer());
    }

    @Bean
    KafkaMessageListenerContainer<String, byte[]> reportTopic(
            ProducerFactory<String, byte[]> refused, PartnerReports reports, JsonMapper json) {
        var properties = new ContainerProperties(settings.reports());
        properties.setGroupId("allo-mairies");
        properties.setAckMode(AckMode.RECORD);
        properties.setMissingTopicsFatal(false);
        properties.setMessageListener(new ReportTopic(reports, json));
        var container = new KafkaMessageListenerContainer<>(consumers(), properties);
        container.setCommonErrorHandler(setAsideOrAgain(new KafkaTemplate<>(refused)));
        return container;
    }

    /// A report that is refused goes to the topic beside; whatever else fails, such as a database that is away, is
    /// tried again for as long as it takes.
    private DefaultErrorHandler setAsideOrAgain(KafkaTemplate<String, byte[]> refused) {
        var aside = new DeadLetterPublishingRecoverer(
                refused, (_, _) -> new TopicPartition(settings.refusedReports(), -1)); // whichever partition it has
        var pauses = new ExponentialBackOff(FIRST_PAUSE.toMillis(), 2);
        pauses.setMaxInterval(LONGEST_PAUSE.toMillis());
        var handler = new DefaultErrorHandler(aside, pauses);
        handler.addNotRetryableExceptions(ReportTopic.Refused.class);
        return handler;
    }

    @Bean(destroyMethod = "close")
    Admin kafkaAdmin() {
        return Admin.create(client());
    }

    @Bean
    HealthIndicator kafka(Admin admin) {
        return () -> {
            try {
                var cluster = admin.describeCluster().clusterId().get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                return Health.up().withDetail("cluster", cluster).build();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return Health.unknown().build();
            } catch (Exception e) {
                return Health.down()
                        .withDetail("detail", String.valueOf(e.getMessage()))
                        .build();
            }
        };
    }

    private <V> ProducerFactory<String, V> producers(Serializer<V> values) {
        var producer = client();
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVERY.toMillis());
        producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST.toMillis());
        return new DefaultKafkaProducerFactory<>(producer, new StringSerializer(), values);
    }

    private DefaultKafkaConsumerFactory<String, byte[]> consumers() {
        var consumer = client();
        consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return new DefaultKafkaConsumerFactory<>(consumer, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> client() {
        var client = new HashMap<String, Object>(settings.client());
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        return client;
    }
}
