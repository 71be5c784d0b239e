package fr.allomairies.routing.flow;

import static fr.allomairies.routing.flow.RoutingNode.CITY;
import static fr.allomairies.routing.flow.RoutingNode.LIGHTING;
import static fr.allomairies.routing.flow.RoutingNode.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.SteeringEvent;
import fr.allomairies.contact.SteeringEvent.RulesActivated;
import fr.allomairies.contact.SteeringEvent.RulesOrderCancelled;
import fr.allomairies.contact.SteeringEvent.RulesOrdered;
import fr.allomairies.contact.SteeringEvent.RulesSaved;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.routing.Finding;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.RoutingRules.Activation;
import fr.allomairies.routing.RoutingRules.Version;
import fr.allomairies.testkit.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Versions of the rules on a real database, and the lane that takes them up while contacts wait.
class RulesIT {

    static final AgentId AMINA = new AgentId("amina");
    private static final String STRICT =
            "  step needs and language\n  step after 1m needs-at-any-level and language\n  prefer";
    private static final String OPEN = "  step any\n  prefer";

    PGSimpleDataSource database;
    RoutingNode node;
    RoutingRules rules;

    @BeforeEach
    void start() throws Exception {
        database = PostgresExtension.freshDatabase();
        node = RoutingNode.start(database);
        rules = node.bean(RoutingRules.class);
        Await.until(node.lane::isLeading);
        Await.until(() -> rules.inForce().effectiveAt() != null);
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void beginsWithTheRulesOfTheProduct() throws Exception {
        assertThat(rules.versions()).singleElement().satisfies(version -> {
            assertThat(version.number()).isEqualTo(1);
            assertThat(version.author()).isNull();
            assertThat(version.text()).isEqualTo(rules.shipped());
        });
        assertThat(rules.activations()).singleElement().satisfies(first -> {
            assertThat(first.version()).isEqualTo(1);
            assertThat(first.by()).isNull();
        });
        Await.until(() -> steering().size() == 1);
        assertThat(steering().getFirst()).isInstanceOf(RulesActivated.class);
    }

    @Test
    void keepsNoVersionInWhichSomethingIsRefused() {
        var saved = rules.save(SUPERVISOR, rules.shipped().replace("any", "plumbing"), "pipes", CITY);

        assertThat(saved.version()).isNull();
        assertThat(saved.checked().findings()).extracting(Finding::code).contains("unknown-skill");
        assertThat(rules.versions()).hasSize(1);
    }

    @Test
    void writesDownWhoChangedWhat() throws Exception {
        rules.keepDraft(SUPERVISOR, "lease");
        var version = node.save("lease      20s", "lease 30s");
        node.ruleBy("lease      20s", "lease 40s");

        assertThat(version.number()).isEqualTo(2);
        assertThat(version.author()).isEqualTo(SUPERVISOR);
        assertThat(version.note()).isEqualTo("for the test");
        assertThat(rules.draft(SUPERVISOR)).isEmpty();
        assertThat(rules.version(2)).contains(version);
        assertThat(rules.versions()).extracting(Version::number).containsExactly(3, 2, 1);
        Await.until(() -> steering().size() == 5);
        assertThat(steering())
                .extracting(Object::getClass)
                .containsExactly(
                        RulesActivated.class,
                        RulesSaved.class,
                        RulesSaved.class,
                        RulesOrdered.class,
                        RulesActivated.class);
        assertThat(steering().getLast()).isInstanceOfSatisfying(RulesActivated.class, activated -> {
            assertThat(activated.version()).isEqualTo(3);
            assertThat(activated.by()).isEqualTo(SUPERVISOR);
        });
    }

    @Test
    void numbersVersionsThatAreSavedAtTheSameTimeOneAfterTheOther() {
        try (var threads = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, 8).forEach(_ -> threads.submit(() -> node.save("lease      20s", "lease 30s")));
        }
        assertThat(rules.versions()).extracting(Version::number).containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1);
    }

    /// The contact waits because nobody has the skill; the new rules ask for nothing.
    @Test
    void routesTheContactsThatWaitByTheNewRules() throws Exception {
        var contact = waiting();
        var since = node.routing.snapshot().waiting().getFirst().since();

        var ordered = Instant.now();
        node.ruleBy(STRICT, OPEN);

        Await.until(() -> node.isRinging(AMINA, contact));
        assertThat(node.routing.agent(AMINA).contacts().getFirst().why().waited())
                .isGreaterThan(Duration.between(since, ordered));
    }

    @Test
    void keepsThePlaceOfEveryContactThatWaits() throws Exception {
        var first = waiting();
        var second = node.queue(ChannelKind.VOICE, 100);
        Await.until(() -> node.routing.snapshot().waiting().size() == 2);

        node.ruleBy("exclusion  1m", "exclusion 2m");

        assertThat(node.routing.snapshot().waiting())
                .extracting(waiting -> waiting.contact())
                .containsExactly(first, second);
    }

    @Test
    void goesBackToAnOlderVersion() throws Exception {
        node.ruleBy(STRICT, OPEN);
        assertThat(rules.activate(1, null, SUPERVISOR)).isEmpty();
        Await.until(() -> isInForce(rules.inForce(), 1));

        var contact = waiting();

        Thread.sleep(1500);
        assertThat(node.isRinging(AMINA, contact)).isFalse();
        assertThat(rules.activations()).extracting(Activation::version).containsExactly(1, 2, 1);
    }

    @Test
    void activatesAtATime() throws Exception {
        var contact = waiting();
        var version = node.save(STRICT, OPEN);
        var from = Instant.now().plusSeconds(3);

        assertThat(rules.activate(version.number(), from, SUPERVISOR)).isEmpty();

        assertThat(rules.inForce().version()).isEqualTo(1);
        assertThat(rules.activations().getFirst().isPlanned(Instant.now())).isTrue();
        Await.until(() -> node.isRinging(AMINA, contact));
        assertThat(Instant.now()).isAfter(from);
    }

    @Test
    void activatesAtATimeAtWhichNothingRan() throws Exception {
        var contact = waiting();
        var version = node.save(STRICT, OPEN);
        assertThat(rules.activate(version.number(), Instant.now().plusMillis(500), SUPERVISOR))
                .isEmpty();
        node.close();
        Thread.sleep(700);

        node = RoutingNode.start(database);
        rules = node.bean(RoutingRules.class);

        Await.until(() -> node.isRinging(AMINA, contact));
        assertThat(isInForce(rules.inForce(), version.number())).isTrue();
    }

    @Test
    void takesUpOnTheLeadingNodeWhatIsOrderedOnAnother() throws Exception {
        var contact = waiting();
        try (var other = RoutingNode.start(database)) {
            assertThat(other.lane.isLeading()).isFalse();
            var version = other.save(STRICT, OPEN);
            assertThat(other.bean(RoutingRules.class).activate(version.number(), null, SUPERVISOR))
                    .isEmpty();

            Await.until(() -> node.isRinging(AMINA, contact));
            Await.until(() ->
                    steering().stream().filter(RulesActivated.class::isInstance).count() == 2);
        }
    }

    @Test
    void takesAPlannedActivationBack() throws Exception {
        var version = node.save(STRICT, OPEN);
        var from = Instant.now().plusSeconds(3);
        rules.activate(version.number(), from, SUPERVISOR);
        var planned = rules.activations().getFirst().id();

        assertThat(rules.cancel(planned, AMINA)).isEmpty();

        assertThat(rules.activations().getFirst().cancelledBy()).isEqualTo(AMINA);
        Await.until(() -> steering().getLast() instanceof RulesOrderCancelled);
        assertThat(rules.cancel(planned, AMINA)).map(Refusal::code).contains("activation-over");
        Await.until(() -> Instant.now().isAfter(from.plusSeconds(1)));
        assertThat(rules.inForce().version()).isEqualTo(1);
    }

    @Test
    void refusesOrdersThatMakeNoSense() {
        var first = rules.activations().getFirst().id();

        assertThat(rules.activate(99, null, SUPERVISOR)).map(Refusal::code).contains("version-not-found");
        assertThat(rules.activate(1, Instant.now().minusSeconds(1), SUPERVISOR))
                .map(Refusal::code)
                .contains("time-past");
        assertThat(rules.cancel(first, SUPERVISOR)).map(Refusal::code).contains("activation-over");
        assertThat(rules.cancel(99_999, SUPERVISOR)).map(Refusal::code).contains("activation-not-found");
    }

    /// Of two orders the later counts, even when the node that gave the first has a fast clock.
    @Test
    void obeysTheLaterOrderWhateverTheClocksSay() throws Exception {
        node.ruleBy(STRICT, OPEN);
        node.bean(JdbcClient.class)
                .sql(
                        "update routing_rules_activation set active_from = active_from + interval '300 milliseconds' where version = 2")
                .update();

        assertThat(rules.activate(1, null, SUPERVISOR)).isEmpty();

        Await.until(() -> isInForce(rules.inForce(), 1));
    }

    /// Written by another version of the product: better the rules of this one than none.
    @Test
    void routesByItsOwnRulesWhenThoseInForceCannotBeRead() throws Exception {
        var version = node.save(STRICT, OPEN);
        node.bean(JdbcClient.class)
                .sql("update routing_rules_version set text = 'lease by-feeling' where version = ?")
                .param(version.number())
                .update();
        assertThat(rules.activate(version.number(), null, SUPERVISOR))
                .map(Refusal::code)
                .contains("rules-unreadable");
        node.bean(JdbcClient.class)
                .sql("insert into routing_rules_activation (version, ordered_at, active_from) values (?, now(), now())")
                .param(version.number())
                .update();
        Await.until(() -> isInForce(rules.inForce(), version.number()));

        node.routing.setSkills(AMINA, List.of(new SkillNeed(LIGHTING, 1)));
        node.routing.makeAvailable(AMINA);
        var contact = node.queue(ChannelKind.VOICE, 100);

        Await.until(() -> node.isRinging(AMINA, contact));
    }

    @Test
    void keepsADraftForEachAuthor() {
        rules.keepDraft(SUPERVISOR, "lease 10s");
        rules.keepDraft(SUPERVISOR, "lease 11s");
        rules.keepDraft(AMINA, "not yet");

        assertThat(rules.draft(SUPERVISOR).orElseThrow().text()).isEqualTo("lease 11s");
        assertThat(rules.drafts()).hasSize(2);
        rules.dropDraft(SUPERVISOR);
        assertThat(rules.draft(SUPERVISOR)).isEmpty();
    }

    /// Amina is there and has not the skill.
    private ContactId waiting() throws Exception {
        node.routing.setSkills(AMINA, List.of());
        node.routing.makeAvailable(AMINA);
        var contact = node.queue(ChannelKind.VOICE, 100);
        Await.until(() -> node.routing.snapshot().waiting().stream()
                .anyMatch(waiting -> waiting.contact().equals(contact)));
        return contact;
    }

    private static boolean isInForce(Activation activation, int version) {
        return activation.version() == version && activation.effectiveAt() != null;
    }

    private List<Event> steering() {
        return node.log.read(0, 1000).stream()
                .map(LogEntry::event)
                .filter(SteeringEvent.class::isInstance)
                .toList();
    }
}
