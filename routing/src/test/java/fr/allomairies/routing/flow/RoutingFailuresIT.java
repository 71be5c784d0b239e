package fr.allomairies.routing.flow;

import static fr.allomairies.routing.flow.RoutingNode.LIGHTING;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactShared;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.testkit.DatabaseAway;
import fr.allomairies.testkit.PostgresExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class RoutingFailuresIT {

    static final AgentId AMINA = new AgentId("amina");
    static final AgentId BRUNO = new AgentId("bruno");

    final PGSimpleDataSource database = PostgresExtension.freshDatabase();

    @Test
    void goesOnAfterARestartWhereItStopped() throws Exception {
        ContactId talking;
        ContactId ringing;
        ContactId waiting;
        try (var node = start(database)) {
            sign(node, AMINA);
            talking = node.queue(ChannelKind.VOICE, 100);
            Await.until(() -> node.isRinging(AMINA, talking));
            node.routing.accept(AMINA, talking);
            sign(node, BRUNO);
            ringing = node.queue(ChannelKind.VOICE, 100);
            Await.until(() -> node.isRinging(BRUNO, ringing));
            waiting = node.queue(ChannelKind.VOICE, 100);
            Await.until(() -> node.routing.snapshot().waiting().size() == 1);
        }
        try (var node = start(database)) {
            Await.until(() -> !node.routing.snapshot().waiting().isEmpty());

            assertThat(node.routing.agent(AMINA).state()).isEqualTo(AgentState.ON_CONTACT);
            assertThat(node.isRinging(BRUNO, ringing)).isTrue();
            assertThat(node.routing.accept(BRUNO, ringing)).isEmpty();
            assertThat(node.routing.finish(AMINA, talking, "answered")).isEmpty();
            assertThat(node.isRinging(AMINA, waiting)).isTrue();
        }
    }

    @Test
    void knowsAfterARestartToWhichLineAContactOverflowed() throws Exception {
        ContactId call;
        try (var node = start(database)) {
            node.ruleBy(
                    "  overflow voicemail after 3m if nobody\n",
                    "  overflow to line helpers after 1s if nobody\n"
                            + "line helpers when channel = report class written\n  step agent amina\n");
            call = node.queue(ChannelKind.VOICE, 100);
            Await.until(() -> node.log.of(call).stream().anyMatch(ContactShared.class::isInstance));
        }
        try (var node = start(database)) {
            Await.until(node.lane::isLeading);
            assertThat(node.routing.makeAvailable(AMINA)).isEmpty();

            Await.until(() -> node.isRinging(AMINA, call));
        }
    }

    @Test
    void survivesADatabaseThatGoesAwayAndLosesNoReport() throws Exception {
        try (var node = start(database)) {
            sign(node, AMINA);
            var first = node.queue(ChannelKind.VOICE, 100);
            Await.until(() -> node.isRinging(AMINA, first));
            var second = node.queue(ChannelKind.VOICE, 100);
            Await.until(() -> node.routing.snapshot().waiting().size() == 1);

            try (var _ = DatabaseAway.of(database)) {
                assertThat(node.routing.accept(AMINA, first)).map(Refusal::code).contains("routing-unavailable");
                node.routing.abandon(first);
                Await.until(() -> node.routing.lastTurn().isBefore(Instant.now().minusSeconds(2)));
            }

            Await.until(() -> node.isRinging(AMINA, second));
            assertThat(node.log.of(first))
                    .filteredOn(ContactAbandoned.class::isInstance)
                    .hasSize(1);
            assertThat(node.log.of(first)).noneMatch(OfferAccepted.class::isInstance);
        }
    }

    @Test
    void replacesALostNode() throws Exception {
        var lost = start(database);
        try (var standby = RoutingNode.start(database)) {
            sign(lost, AMINA);
            assertThat(standby.lane.isLeading()).isFalse();
            assertThat(standby.routing.makeAvailable(AMINA)).map(Refusal::code).contains("routing-unavailable");
            var contact = lost.queue(ChannelKind.VOICE, 100);
            Await.until(() -> lost.isRinging(AMINA, contact));

            lost.bean(HikariDataSource.class).close();

            Await.until(standby.lane::isLeading);
            Await.until(() -> standby.isRinging(AMINA, contact));
            assertThat(standby.routing.accept(AMINA, contact)).isEmpty();
        } finally {
            lost.close();
        }
    }

    /// Both believe that they lead, and both are given the same commands at once.
    @Test
    void neverAssignsTwiceThoughTwoLanesBelieveThatTheyLead() throws Exception {
        try (var one = start(database);
                var other = RoutingNode.start(database)) {
            other.lane.lead();
            var agents = IntStream.range(0, 6)
                    .mapToObj(i -> new AgentId("agent-" + i))
                    .toList();
            agents.forEach(agent -> one.routing.setSkills(agent, List.of(new SkillNeed(LIGHTING, 1))));
            IntStream.range(0, 40).forEach(_ -> one.queue(ChannelKind.VOICE, 100));
            var handled = new AtomicInteger();
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var node : List.of(one, other)) {
                    agents.forEach(agent -> pool.submit(() -> work(node, agent, handled)));
                }
            }
            Await.until(() -> one.log.read(0, 5_000).stream()
                            .filter(entry -> entry.event() instanceof ContactEvent.ContactHandled)
                            .count()
                    >= 30);
            assertThat(secondAssignments(one.log.read(0, 5_000))).isEmpty();
        }
    }

    /// Until most contacts are handled; who gives up after a minute leaves the test to say so.
    private static void work(RoutingNode node, AgentId agent, AtomicInteger handled) {
        var until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (handled.get() < 36 && System.nanoTime() < until) {
            node.routing.makeAvailable(agent);
            for (var held : node.routing.agent(agent).contacts()) {
                node.routing.accept(agent, held.contact());
                if (node.routing.finish(agent, held.contact(), "answered").isEmpty()) {
                    handled.incrementAndGet();
                }
            }
        }
    }

    /// An agent with a call has the whole capacity taken, so that no other may ring before it is over.
    private static List<LogEntry> secondAssignments(List<LogEntry> log) {
        var agentOf = new HashMap<ContactId, AgentId>();
        var wrong = new ArrayList<LogEntry>();
        for (var entry : log) {
            switch (entry.event()) {
                case ContactOffered offered -> {
                    if (agentOf.containsKey(offered.contact()) || agentOf.containsValue(offered.agent())) {
                        wrong.add(entry);
                    }
                    agentOf.put(offered.contact(), offered.agent());
                }
                case OfferAccepted accepted
                when !accepted.agent().equals(agentOf.get(accepted.contact())) -> wrong.add(entry);
                case ContactEvent.ContactHandled handled -> agentOf.remove(handled.contact());
                case ContactEvent.OfferNotAnswered silent -> agentOf.remove(silent.contact());
                default -> {}
            }
        }
        return wrong;
    }

    private static RoutingNode start(PGSimpleDataSource database) throws Exception {
        var node = RoutingNode.start(database);
        Await.until(node.lane::isLeading);
        return node;
    }

    private static void sign(RoutingNode node, AgentId agent) {
        node.routing.setSkills(agent, List.of(new SkillNeed(LIGHTING, 1)));
        assertThat(node.routing.makeAvailable(agent)).isEmpty();
    }
}
