package fr.allomairies.ticketing.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.testkit.RealElasticsearch;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.elasticsearch.IndexBuild.State;
import fr.allomairies.ticketing.elasticsearch.IndexWatch.Standing;
import fr.allomairies.ticketing.search.SearchContract;
import fr.allomairies.ticketing.search.TextFinder.Hits;
import fr.allomairies.ticketing.store.SearchDocuments;
import fr.allomairies.ticketing.store.SearchDocuments.SearchDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/// The same promises, and those of an index that is a process of its own.
@DirtiesContext
class ElasticsearchSearchIT extends SearchContract {

    static final RealElasticsearch NODE = RealElasticsearch.start();

    @Autowired
    IndexWatch watch;

    @Autowired
    IndexBuild build;

    @Autowired
    SearchDocuments documents;

    @Autowired
    ElasticsearchFinder finder;

    @Autowired
    HealthIndicator search;

    @Autowired
    TicketIndex index;

    @Autowired
    JsonMapper json;

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

    @Test
    void losesAndDoublesNothingWhenTheNodeIsKilledInMidStream() {
        var written = new ArrayList<TicketId>();
        for (int i = 0; i < 60; i++) {
            written.add(receive(mail(someone(), mine, "lampadaire")).ticket());
        }
        NODE.kill();
        for (int i = 0; i < 60; i++) {
            written.add(receive(mail(someone(), mine, "lampadaire")).ticket());
        }

        eventually(() -> assertThat(watch.standing()).isEqualTo(Standing.AWAY));
        assertThat(found(mine)).as("by PostgreSQL").containsExactlyInAnyOrderElementsOf(written);
        assertThat(search.health())
                .returns(Status.DOWN, Health::getStatus)
                .extracting(Health::getDetails)
                .isEqualTo(Map.of("elasticsearch", Standing.AWAY, "servedBy", "postgresql"));

        NODE.run();

        eventually(() -> assertThat(inIndex()).containsExactlyInAnyOrderElementsOf(written));
        eventually(() -> assertThat(search.health().getStatus()).isEqualTo(Status.UP));
    }

    @Test
    void makesANewIndexFromTheLogWhilePeopleWriteAndSearch() {
        var written = new ArrayList<TicketId>();
        for (int i = 0; i < 40; i++) {
            written.add(receive(mail(someone(), mine, "lampadaire")).ticket());
        }
        eventually(() -> assertThat(inIndex()).hasSize(40));
        var before = index.searched().orElseThrow();

        assertThat(build.start()).isTrue();
        for (int i = 0; i < 40; i++) {
            written.add(receive(mail(someone(), mine, "lampadaire")).ticket());
            assertThat(found(mine)).as("never without an answer").hasSizeGreaterThanOrEqualTo(40);
        }

        eventually(() -> assertThat(build.progress().state()).isEqualTo(State.DONE));
        eventually(() -> assertThat(inIndex()).containsExactlyInAnyOrderElementsOf(written));
        assertThat(build.progress().position()).isEqualTo(build.progress().of());
        assertThat(index.searched()).get().isNotEqualTo(before);
        assertThat(index.all().keySet()).containsExactly(index.searched().orElseThrow());
    }

    @Test
    void makesTheIndexAgainWhereItWasLost() {
        var receipt = receive(mail(someone(), mine, "lampadaire"));
        eventually(() -> assertThat(inIndex()).containsExactly(receipt.ticket()));

        var gone = index.searched().orElseThrow();
        index.delete(gone);
        assertThatThrownBy(() -> index.write(List.of(gone), documents.of(List.of(receipt.ticket())), 1))
                .hasMessageContaining("index_not_found");
        assertThat(index.all()).doesNotContainKey(gone);

        eventually(() -> assertThat(watch.standing()).isNotEqualTo(Standing.SERVING));
        assertThat(found(mine)).as("by PostgreSQL").containsExactly(receipt.ticket());
        eventually(() -> assertThat(inIndex()).containsExactly(receipt.ticket()));
    }

    @Test
    void bringsForthNoIndexWithWhatWasAnonymised() {
        var receipt = receive(mail(someone(), mine, "lampadaire"));
        var gone = index.newName();

        assertThatThrownBy(() -> index.write(
                        List.of(gone),
                        List.of(anonymised(
                                documents.of(List.of(receipt.ticket())).getFirst())),
                        1))
                .hasMessageContaining("index_not_found");

        assertThat(index.all()).doesNotContainKey(gone);
    }

    @Test
    void showsNothingOfWhatWasAnonymisedOnceItIsWrittenSo() {
        var receipt = receive(mail(someone(), mine, "lampadaire"));
        eventually(() -> assertThat(inIndex()).containsExactly(receipt.ticket()));

        var document = documents.of(List.of(receipt.ticket())).getFirst();
        index.write(index.all().keySet(), List.of(anonymised(document)), Long.MAX_VALUE);
        http("_refresh");

        assertThat(inIndex()).isEmpty();
    }

    private static SearchDocument anonymised(SearchDocument of) {
        return new SearchDocument(
                of.ticket(),
                of.status(),
                of.category(),
                of.channel(),
                of.service(),
                of.owner(),
                of.alone(),
                of.opened(),
                of.changed(),
                of.due(),
                of.subject(),
                of.citizen(),
                of.address(),
                of.said(),
                true);
    }

    @Test
    void deletesWhatABuildThatCameToNoEndHasLeftAndLeavesOtherInstallationsAlone() {
        var alias = "allo-tickets-school";
        var settings = new ElasticsearchSettings(NODE.url(), "", alias, Duration.ofSeconds(10));
        var other = new TicketIndex(
                new ElasticsearchHttp(settings, Duration.ofSeconds(20), json), json, alias, category -> category);
        var theirs = other.newName();
        other.create(theirs, 0);
        other.search(theirs);
        var torso = index.newName();

        index.create(torso, 0);

        eventually(() -> assertThat(index.all().keySet())
                .containsExactly(index.searched().orElseThrow())
                .doesNotContain(torso));
        assertThat(other.all().keySet()).containsExactly(theirs);
        assertThat(other.searched()).contains(theirs);
        other.delete(theirs);
    }

    @Test
    void keepsWhatIsNewerWhenAnOlderWriteComesLate() {
        var receipt = receive(mail(someone(), mine, "lampadaire"));
        eventually(() -> assertThat(inIndex()).containsExactly(receipt.ticket()));
        var old = documents.of(List.of(receipt.ticket()));
        ticketing.describe(receipt.ticket(), "Fontaine", null, null, new AgentId("amina"));
        isFound(mine + " fontaine", receipt);

        index.write(index.all().keySet(), old, 1);
        http("_refresh");

        assertThat(found(mine + " fontaine")).containsExactly(receipt.ticket());
    }

    private void http(String what) {
        RestClient.create(NODE.url().toString())
                .post()
                .uri("/_all/" + what)
                .retrieve()
                .toBodilessEntity();
    }

    private List<TicketId> inIndex() {
        return finder.find(new TicketFilter(mine, null, null, null), 500, 0)
                .map(Hits::tickets)
                .orElse(List.of());
    }
}
