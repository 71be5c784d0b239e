package fr.allomairies.ticketing.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.elasticsearch.IndexWatch.Standing;
import fr.allomairies.ticketing.search.SearchContract;
import fr.allomairies.testkit.RealElasticsearch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The same promises, and those of an index that is a process of its own.
@DirtiesContext
class ElasticsearchSearchIT extends SearchContract {

    static final RealElasticsearch NODE = RealElasticsearch.start();

    @Autowired
    IndexWatch watch;

    @Autowired
    IndexBuild build;

    @Autowired
    IndexFollower follower;

    @Autowired
    ElasticsearchFinder finder;

    @Autowired
    HealthIndicator search;

    @DynamicPropertySource
    static void elasticsearch(DynamicPropertyRegistry properties) {
        properties.add("allo.search.elasticsearch.url", NODE::url);
    }

    @AfterAll
    static void stop() {
        NODE.close();
    }

    @Override
    @BeforeEach
    protected void isServing() {
        eventually(() -> assertThat(watch.isServing()).isTrue());
    }
}
