package fr.allomairies.application.messaging;

import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param bootstrapServers `host:port`, with commas between several; absent: no Kafka
/// @param client settings of Kafka's own clients, such as `security.protocol`
/// @param source of the CloudEvents: the installation, so that two may share a topic
/// @param events topic of all events
/// @param reports topic of partners' reports; what can never be taken goes to the same with `.dlt`
@ConfigurationProperties("allo.kafka")
record KafkaSettings(
        String bootstrapServers,
        @DefaultValue Map<String, String> client,
        URI source,
        @DefaultValue("allo.events") String events,
        @DefaultValue("allo.reports") String reports) {

    String refusedReports() {
        return reports + ".dlt";
    }
}
