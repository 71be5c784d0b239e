package fr.allomairies.routing.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.engine.Condition;
import fr.allomairies.routing.engine.ContactState;
import fr.allomairies.routing.engine.Line;
import fr.allomairies.routing.engine.Place;
import fr.allomairies.routing.engine.PriorityClass;
import fr.allomairies.routing.engine.RelaxStep;
import fr.allomairies.routing.engine.Requirement.Own;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import fr.allomairies.routing.engine.Rules.Ranking;
import fr.allomairies.routing.engine.Standing;
import fr.allomairies.routing.whatif.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CrowdTest {

    private static final Instant NOON = Instant.parse("2026-01-05T11:00:00Z");
    private static final List<ChannelKind> CHANNELS =
            List.of(ChannelKind.VOICE, ChannelKind.CHAT, ChannelKind.EMAIL, ChannelKind.REPORT);
    private static final List<Skill> SKILLS = List.of(new Skill("lighting"), new Skill("waste"), new Skill("roads"));
    private static final ChannelRule RULE = new ChannelRule(null, 2, Duration.ofMinutes(2), false, false);
    private static final Rules RULES = new Rules(
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            new Ranking(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0),
            Map.of(),
            RULE,
            Map.of(
                    "call", new PriorityClass("call", 100, 30, 60, 0, Duration.ZERO, Duration.ofHours(9)),
                    "written", new PriorityClass("written", 5, 0, 10, 10, Duration.ofHours(4), Duration.ofDays(9))),
            List.of(
                    line("calls", new Condition.Is(Condition.Attribute.CHANNEL, "voice"), "call"),
                    line("other", Condition.ALWAYS, "written")));

    private final Random random = new Random(7);
    private final Crowd crowd = new Crowd();
    private final List<Standing> waiting = new ArrayList<>();

    /// Lines in which whoever is due is fewer than what is looked at.
    @Test
    void countsAsTheWholeLineInOrderWould() {
        for (var turn = 0; turn < 3_000; turn++) {
            if (waiting.isEmpty() || random.nextInt(10) < 7) {
                add(random.nextInt(20) == 0);
            } else {
                crowd.remove(waiting.remove(random.nextInt(waiting.size())));
            }
            if (turn % 50 == 0) {
                var contact = waiting(random.nextBoolean());
                var now = NOON.plusSeconds(random.nextInt(7_200));
                assertThat(crowd.before(contact, now).position()).isEqualTo(position(contact, now));
            }
        }
    }

    @Test
    void looksAtSomeOfManyThatAreDue() {
        for (var i = 0; i < 20_000; i++) {
            add(true);
        }
        for (var i = 0; i < 20; i++) {
            var contact = waiting(true);

            assertThat(crowd.before(contact, NOON).position() / 20_000.0)
                    .isCloseTo(position(contact, NOON) / 20_000.0, within(0.04));
        }
    }

    @Test
    void keepsNothingOfWhoIsGone() {
        for (var i = 0; i < 100; i++) {
            add(i % 2 == 0);
        }
        waiting.forEach(crowd::remove);

        assertThat(crowd.before(waiting(false), NOON).counts()).isEmpty();
    }

    @Test
    void countsWhatAStepOfTheEngineChanges() {
        for (var i = 0; i < 200; i++) {
            add(false);
        }
        var contact = waiting(false);
        var ahead = crowd.before(contact, NOON);
        for (var i = 0; i < 100; i++) {
            ahead.count(waiting.getFirst(), -1);
            crowd.remove(waiting.removeFirst());
            add(false);
            ahead.count(waiting.getLast(), 1);
        }

        assertThat(ahead.position()).isEqualTo(position(contact, NOON));
        assertThat(ahead.position()).isEqualTo(crowd.before(contact, NOON).position());
    }

    private void add(boolean due) {
        var contact = waiting(due);
        waiting.add(contact);
        crowd.add(contact);
    }

    private int position(Standing contact, Instant now) {
        var order = Standing.orderAt(now);
        return 1
                + (int) waiting.stream()
                        .filter(other -> other.request()
                                .channel()
                                .equals(contact.request().channel()))
                        .filter(other -> order.compare(other, contact) < 0)
                        .count();
    }

    private Standing waiting(boolean due) {
        var at = NOON.minusSeconds(random.nextInt(100)).minusSeconds(random.nextInt(9_000));
        var channel = due ? ChannelKind.EMAIL : CHANNELS.get(random.nextInt(CHANNELS.size()));
        var queued = queued(at, channel, due ? at.plusSeconds(random.nextInt(30_000)) : null);
        return new Standing(
                new ContactState(Requests.of(queued), new Place.Waiting(), random.nextInt(2), Map.of()), RULES);
    }

    private ContactQueued queued(Instant at, ChannelKind channel, @Nullable Instant due) {
        return new ContactQueued(
                at,
                new ContactId(new UUID(random.nextLong(), random.nextLong())),
                channel,
                new TicketId(new UUID(random.nextLong(), random.nextLong())),
                new CategoryCode("lighting.lamp-out"),
                List.of(new SkillNeed(SKILLS.get(random.nextInt(SKILLS.size())), 1)),
                0,
                50,
                "fr",
                null,
                null,
                due,
                null);
    }

    private static Line line(String name, Condition when, String priorityClass) {
        return new Line(
                name,
                when,
                priorityClass,
                List.of(
                        new RelaxStep(Duration.ZERO, Own.NEEDS),
                        new RelaxStep(Duration.ofMinutes(1), Own.NEEDS_AT_ANY_LEVEL)),
                List.of(),
                List.of());
    }
}
