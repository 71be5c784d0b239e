package fr.allomairies.routing.flow;

import static fr.allomairies.routing.flow.RoutingNode.LIGHTING;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.Routing.HeldContact;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.testkit.PostgresExtension;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class RoutingIT {

    static final AgentId AMINA = new AgentId("amina");

    final PGSimpleDataSource database = PostgresExtension.emptyDatabase();
    RoutingNode node;

    @BeforeEach
    void start() {
        node = RoutingNode.start(database);
        await(node.lane::isLeading);
        node.routing.setSkills(AMINA, List.of(new SkillNeed(LIGHTING, 3)));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void takesAContactFromTheQueueToItsEnd() {
        assertThat(node.routing.makeAvailable(AMINA)).isEmpty();
        var contact = node.queue(ChannelKind.VOICE, 100);
        await(() -> isRinging(contact));

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

    boolean isRinging(ContactId contact) {
        return node.routing.agent(AMINA).contacts().stream()
                .filter(held -> held.phase() == Phase.OFFERED)
                .map(HeldContact::contact)
                .anyMatch(contact::equals);
    }

    static void await(BooleanSupplier condition) {
        var until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
