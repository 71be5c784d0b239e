package fr.allomairies.routing.flow;

import static fr.allomairies.routing.flow.RoutingNode.LIGHTING;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.CitizenLeft;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.OfferNotAnswered;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.RoutingSnapshot;
import fr.allomairies.testkit.PostgresExtension;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class RoutingIT {

    static final AgentId AMINA = new AgentId("amina");
    static RoutingNode node;

    @BeforeAll
    static void start() throws Exception {
        node = RoutingNode.start(PostgresExtension.freshDatabase());
        Await.until(node.lane::isLeading);
        node.ruleBy("lease      20s", "lease 2s");
        node.routing.setSkills(AMINA, List.of(new SkillNeed(LIGHTING, 3)));
    }

    @BeforeEach
    void beginTheDay() {
        assertThat(node.routing.makeAvailable(AMINA)).isEmpty();
    }

    @AfterEach
    void endTheDay() {
        node.routing.agent(AMINA).contacts().forEach(held -> node.routing.finish(AMINA, held.contact(), null));
        assertThat(node.routing.signOut(AMINA)).isEmpty();
        node.routing.snapshot().waiting().forEach(waiting -> node.routing.abandon(waiting.contact()));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void takesAContactFromTheQueueToItsEnd() throws Exception {
        var contact = node.queue(ChannelKind.VOICE, 100);
        Await.until(() -> node.isRinging(AMINA, contact));

        assertThat(node.routing.accept(AMINA, contact)).isEmpty();
        node.routing.conversationEnded(contact, EndedBy.CITIZEN);
        assertThat(node.routing.agent(AMINA).state()).isEqualTo(AgentState.WRAP_UP);
        assertThat(node.routing.finish(AMINA, contact, "answered")).isEmpty();

        assertThat(node.routing.agent(AMINA).state()).isEqualTo(AgentState.AVAILABLE);
        assertThat(node.routing.agent(AMINA).contacts()).isEmpty();
        assertThat(node.log.of(contact))
                .extracting(Object::getClass)
                .containsExactly(
                        ContactQueued.class,
                        ContactOffered.class,
                        OfferAccepted.class,
                        ConversationEnded.class,
                        ContactHandled.class);
    }

    @Test
    void showsTheAgentWhyTheContactRings() throws Exception {
        var contact = node.queue(ChannelKind.CHAT, 30);
        Await.until(() -> node.isRinging(AMINA, contact));

        var held = node.routing.agent(AMINA).contacts().getFirst();

        assertThat(held.channel()).isEqualTo(ChannelKind.CHAT);
        assertThat(held.why().skills()).containsExactly(new SkillNeed(LIGHTING, 3));
        assertThat(held.until()).isEqualTo(held.since().plusSeconds(2));
    }

    @Test
    void showsWhoWaitsInOrder() throws Exception {
        node.routing.signOut(AMINA);
        var first = node.queue(ChannelKind.VOICE, 100);
        var mail = node.queue(ChannelKind.EMAIL, 50);
        var second = node.queue(ChannelKind.VOICE, 100);
        Await.until(() -> node.routing.snapshot().waiting().size() == 3);

        assertThat(node.routing.snapshot().waiting())
                .extracting(RoutingSnapshot.Waiting::contact)
                .containsExactly(first, second, mail);
        assertThat(node.routing.snapshot().waiting())
                .extracting(RoutingSnapshot.Waiting::position)
                .containsExactly(1, 2, 1);
    }

    @Test
    void endsTheLeaseByItsClock() throws Exception {
        var contact = node.queue(ChannelKind.VOICE, 100);
        Await.until(() -> node.routing.agent(AMINA).state() == AgentState.PAUSED);

        assertThat(node.routing.agent(AMINA).pauseReason()).isEqualTo("no-answer");
        assertThat(node.log.of(contact)).hasAtLeastOneElementOfType(OfferNotAnswered.class);
        assertThat(node.routing.accept(AMINA, contact)).map(Refusal::code).contains("offer-gone");
    }

    /// The caller who hangs up at once can be reported before the lane has read the queueing in the log.
    @Test
    void losesNoCallerWhoLeavesBeforeBeingSeen() throws Exception {
        for (var i = 0; i < 20; i++) {
            var contact = node.queue(ChannelKind.VOICE, 100);
            node.routing.abandon(contact);
            node.routing.abandon(contact);

            assertThat(node.log.of(contact))
                    .filteredOn(ContactAbandoned.class::isInstance)
                    .hasSize(1);
        }
        Await.until(() -> node.routing.agent(AMINA).state() == AgentState.AVAILABLE);
        assertThat(node.routing.snapshot().waiting()).isEmpty();
    }

    @Test
    void readsInTheLogThatACitizenLeftAChat() throws Exception {
        var contact = node.queue(ChannelKind.CHAT, 30);
        node.append(new CitizenLeft(Instant.now(), contact));

        Await.until(() -> node.log.of(contact).stream().anyMatch(ContactAbandoned.class::isInstance));
    }

    @Test
    void takesTheSameNewsOfTheLogOnlyOnce() throws Exception {
        var contact = node.queue(ChannelKind.VOICE, 100);
        Await.until(() -> node.isRinging(AMINA, contact));
        node.routing.abandon(contact);

        node.bean(JdbcClient.class)
                .sql("update event_log_cursor set position = 0 where follower = 'routing'")
                .update();
        var marker = node.queue(ChannelKind.VOICE, 100);
        Await.until(() -> node.isRinging(AMINA, marker));
        var told = node.log.head();
        Await.until(() -> hasRead() >= told);

        assertThat(node.log.of(contact))
                .filteredOn(ContactOffered.class::isInstance)
                .hasSize(1);
    }

    private long hasRead() {
        return node.bean(JdbcClient.class)
                .sql("select position from event_log_cursor where follower = 'routing'")
                .query(Long.class)
                .single();
    }
}
