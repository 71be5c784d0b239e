package fr.allomairies.ticketing.elasticsearch;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.elasticsearch.IndexWatch.Standing;
import fr.allomairies.ticketing.store.SearchDocuments;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("allo.search.elasticsearch.url")
@EnableConfigurationProperties(ElasticsearchSettings.class)
class ElasticsearchConfiguration {

    /// For what nobody waits for.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ElasticsearchSettings settings;
    private final Catalogue catalogue;
    private final JsonMapper json;

    ElasticsearchConfiguration(ElasticsearchSettings settings, Catalogue catalogue, JsonMapper json) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.json = json;
    }

    @Bean
    TicketIndex ticketIndex() {
        return index(PATIENCE);
    }

    @Bean
    IndexFollower indexFollower(TicketIndex index, SearchDocuments documents, EventLog log, JdbcClient db) {
        return new IndexFollower(index, documents, log, db);
    }

    @Bean
    IndexBuild indexBuild(TicketIndex index, SearchDocuments documents, EventLog log, DataSource db) {
        return new IndexBuild(index, documents, log, new BuildLock(db));
    }

    @Bean
    IndexWatch indexWatch(IndexBuild build, IndexFollower follower) {
        return new IndexWatch(index(settings.patience()), build, follower);
    }

    @Bean
    ElasticsearchFinder elasticsearchFinder(IndexWatch watch) {
        return new ElasticsearchFinder(index(settings.patience()), watch);
    }

    /// Down is no outage of search: PostgreSQL serves.
    @Bean
    HealthIndicator search(IndexWatch watch) {
        return () -> {
            var standing = watch.standing();
            var health = switch (standing) {
                case SERVING -> Health.up();
                case BUILDING -> Health.unknown();
                case BEHIND, AWAY -> Health.down();
            };
            return health.withDetail("elasticsearch", standing)
                    .withDetail("servedBy", standing == Standing.SERVING ? "elasticsearch" : "postgresql")
                    .build();
        };
    }

    private TicketIndex index(Duration patience) {
        return new TicketIndex(new ElasticsearchHttp(settings, patience, json), json, settings.index(), this::label);
    }

    private String label(String category) {
        return catalogue
                .category(new CategoryCode(category))
                .map(Category::labelFr)
                .orElse("");
    }
}
