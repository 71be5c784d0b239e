package fr.allomairies.routing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.engine.AgentStatus.Presence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    private static final AgentId AMINA = new AgentId("amina");

    private final Random random = new Random(7);
    private final Shelves shelves = new Shelves();
    private final Agent amina = Agent.unknown(AMINA, 0, new Regulars(), shelves, NINE);
    private final Crew crew = new Crew(shelves, TestRules.PLAIN);
    private final Plans plans = new Plans(TestRules.PLAIN);
    private final Regulars.OfKind turns;
    private final TreeSet<Contact> expected = new TreeSet<>();

    TurnsTest() {
        amina.become(Presence.AVAILABLE, null);
        crew.enter(amina);
        var contact = contact();
        amina.regulars.enter(contact, new Kind(contact.demand(), contact.slope));
        turns = amina.regulars.kinds().getFirst();
        expected.add(contact);
    }

    /// Many come in the same second, so that the id decides.
    @Test
    void keepsTheOrderHoweverContactsComeAndGo() {
        for (var i = 0; i < 5_000; i++) {
            if (expected.size() == 1 || random.nextInt(100) < 51) {
                var contact = contact();
                turns.add(contact);
                expected.add(contact);
            } else {
                var leaving = expected.stream()
                        .skip(random.nextInt(expected.size()))
                        .findFirst()
                        .orElseThrow();
                turns.remove(leaving);
                expected.remove(leaving);
            }
            assertThat(turns.size()).isEqualTo(expected.size());
            assertThat(turns.first()).isSameAs(expected.getFirst());
        }
    }

    @Test
    void passesOverThoseWhoExcludeTheAgent() {
        for (var i = 0; i < 200; i++) {
            var contact = contact();
            turns.add(contact);
            expected.add(contact);
        }
        while (!expected.isEmpty()) {
            assertThat(turns.firstFor(amina)).isSameAs(expected.getFirst());
            expected.removeFirst().exclude(AMINA, NINE);
        }
        assertThat(turns.firstFor(amina)).isNull();
    }

    private Contact contact() {
        var id = new UUID(random.nextLong(), random.nextLong());
        var request = new Request(
                new ContactId(id),
                new TicketId(id),
                new CategoryCode("lighting"),
                ChannelKind.VOICE,
                100,
                List.of(),
                0,
                "fr",
                null,
                null,
                null,
                NINE.plus(Duration.ofSeconds(random.nextInt(20))));
        var state = new ContactState(request, new Place.Waiting(), 0, Map.of());
        return new Contact(state, plans, crew, null);
    }
}
