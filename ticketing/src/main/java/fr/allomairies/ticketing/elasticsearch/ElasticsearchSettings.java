package fr.allomairies.ticketing.elasticsearch;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param url where Elasticsearch is reached; absent: PostgreSQL serves search
/// @param apiKey encoded, as Elasticsearch gives it out; empty for none
/// @param index name of the index, or rather of its alias: two installations on one Elasticsearch have two
/// @param patience how long somebody who searches waits for it before PostgreSQL is asked
@ConfigurationProperties("allo.search.elasticsearch")
record ElasticsearchSettings(
        URI url,
        @DefaultValue("") String apiKey,
        @DefaultValue("allo-tickets") String index,
        @DefaultValue("1s") Duration patience) {

    ElasticsearchSettings {
        if (!index.matches("[a-z][a-z0-9-]{2,60}")) {
            throw new IllegalArgumentException("allo.search.elasticsearch.index: small letters, digits and hyphens");
        }
        if (url.getUserInfo() != null) {
            throw new IllegalArgumentException("allo.search.elasticsearch.url: no user in it, but an api-key");
        }
        if (patience.isNegative() || patience.isZero() || patience.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("allo.search.elasticsearch.patience: more than nothing, at most 10s");
        }
    }
}
