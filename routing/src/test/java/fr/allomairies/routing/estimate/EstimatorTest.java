package fr.allomairies.routing.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.engine.AgentStatus;
import fr.allomairies.routing.engine.AgentStatus.Presence;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EstimatorTest {

    private static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    private static final Skill LIGHTING = new Skill("lighting");
    private static final Skill WASTE = new Skill("waste");
    private static final Rules RULES = new Rules(
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            new Ranking(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0),
            Map.of(
                    ChannelKind.VOICE, new ChannelRule(100, 1, Duration.ofMinutes(2), true, false),
                    ChannelKind.CHAT, new ChannelRule(30, 3, Duration.ofMinutes(5), false, false),
                    ChannelKind.EMAIL, new ChannelRule(50, 2, Duration.ofMinutes(5), false, true)),
            new ChannelRule(null, 3, Duration.ofMinutes(5), false, false),
            Map.of("all", new PriorityClass("all", 100, 0, 999, 0, Duration.ZERO, Duration.ofHours(9))),
            List.of(new Line(
                    "all",
                    Condition.ALWAYS,
                    "all",
                    List.of(new RelaxStep(Duration.ZERO, Own.NEEDS)),
                    List.of(),
                    List.of())));

    private final Experience experience = new Experience();
    private final List<Standing> line = new ArrayList<>();
    private final List<AgentStatus> agents = new ArrayList<>();

    /// A call takes three minutes from the ringing on, of which it rings for five seconds.
    @BeforeEach
    void aMorningOfCalls() {
        for (var i = 0; i < 10; i++) {
            handled(ChannelKind.VOICE, 180);
        }
    }

    @Test
    void eachPlaceInTheLineIsOneMoreTurn() {
        agents("amina", "bruno", "chloe");
        var first = waiting(ChannelKind.VOICE, LIGHTING);
        var third = List.of(waiting(ChannelKind.VOICE, LIGHTING), waiting(ChannelKind.VOICE, LIGHTING))
                .getLast();

        assertThat(seconds(first)).isEqualTo(180 / 3 + 5);
        assertThat(seconds(third)).isEqualTo(3 * 180 / 3 + 5);
    }

    @Test
    void whoAsksOtherAgentsIsNotBefore() {
        agent("amina", LIGHTING);
        agent("bruno", WASTE);
        waiting(ChannelKind.VOICE, WASTE);
        var contact = waiting(ChannelKind.VOICE, LIGHTING);

        assertThat(seconds(contact)).isEqualTo(180 + 5);
    }

    @Test
    void whoCanDoBothIsShared() {
        agent("amina", LIGHTING);
        agent("bruno", LIGHTING, WASTE);
        for (var i = 0; i < 4; i++) {
            waiting(ChannelKind.VOICE, LIGHTING);
        }
        var contact = waiting(ChannelKind.VOICE, WASTE);

        assertThat(seconds(contact)).isEqualTo(3 * 180 + 5);
    }

    @Test
    void mailThatACallInterruptsIsNotBeforeIt() {
        handled(ChannelKind.EMAIL, 600);
        agents("amina");
        waiting(ChannelKind.EMAIL, LIGHTING);
        var contact = waiting(ChannelKind.VOICE, LIGHTING);

        assertThat(seconds(contact)).isEqualTo(180 + 5);
    }

    @Test
    void anAgentAnswersThreeChatsAtOnce() {
        handled(ChannelKind.CHAT, 300);
        agents("amina");
        var contact = waiting(ChannelKind.CHAT, LIGHTING);

        assertThat(seconds(contact)).isEqualTo(300 / 3 + 5);
    }

    @Test
    void whoeverLosesPatienceMakesTheLineShorter() {
        agents("amina");
        waiting(ChannelKind.VOICE, LIGHTING);
        waiting(ChannelKind.VOICE, LIGHTING);
        var contact = waiting(ChannelKind.VOICE, LIGHTING);
        var patient = seconds(contact);
        for (var i = 0; i < 10; i++) {
            left(ChannelKind.VOICE, 60);
        }

        assertThat(seconds(contact)).isLessThan(patient - 60);
    }

    @Test
    void saysNothingWhenNobodyWorksWhoCouldTakeIt() {
        agent("bruno", WASTE);
        var contact = waiting(ChannelKind.VOICE, LIGHTING);

        assertThat(estimates()).doesNotContainKey(contact);
    }

    @Test
    void saysNothingOfAChannelThatIsNew() {
        agents("amina");
        var contact = waiting(ChannelKind.CHAT, LIGHTING);

        assertThat(estimates()).doesNotContainKey(contact);
    }

    /// One alone is told what he would be told of the whole line.
    @Test
    void estimatesOneAloneAsInTheLine() {
        handled(ChannelKind.CHAT, 300);
        agent("amina", LIGHTING);
        agent("bruno", LIGHTING, WASTE);
        for (var i = 0; i < 5_000; i++) {
            waiting(i % 3 == 0 ? ChannelKind.CHAT : ChannelKind.VOICE, i % 2 == 0 ? LIGHTING : WASTE);
        }
        line.sort(Standing.orderAt(NINE));
        var crowd = new Crowd();
        line.forEach(crowd::add);
        var estimates = estimates();

        for (var place : List.of(0, 1, 700, 1_001, 4_999)) {
            var contact = line.get(place);
            assertThat(new Estimator(experience, RULES, agents).estimate(contact, crowd.before(contact, NINE)))
                    .contains(estimates.get(contact.request().contact()));
        }
        assertThat(estimates).hasSize(5_000);
    }

    private long seconds(ContactId contact) {
        return estimates().get(contact).expected().toSeconds();
    }

    private Map<ContactId, WaitEstimate> estimates() {
        return new Estimator(experience, RULES, agents).estimates(line);
    }

    private void agents(String... names) {
        for (var name : names) {
            agent(name, LIGHTING);
        }
    }

    private void agent(String name, Skill... skills) {
        var own = List.of(skills).stream().map(skill -> new SkillNeed(skill, 3)).toList();
        agents.add(new AgentStatus(
                new AgentId(name),
                Presence.AVAILABLE,
                null,
                own,
                NINE,
                Duration.ZERO,
                NINE,
                AgentState.ON_CONTACT,
                NINE));
    }

    private ContactId waiting(ChannelKind channel, Skill skill) {
        var queued = queued(channel, NINE, skill);
        line.add(new Standing(new ContactState(Requests.of(queued), new Place.Waiting(), 0, Map.of()), RULES));
        return queued.contact();
    }

    /// Without having waited, so that it says nothing of patience.
    private void handled(ChannelKind channel, int seconds) {
        var queued = queued(channel, NINE, LIGHTING);
        var amina = new AgentId("amina");
        experience.on(queued);
        experience.on(new ContactOffered(NINE, queued.contact(), amina, NINE.plusSeconds(20), Duration.ZERO, 0, null));
        experience.on(new OfferAccepted(NINE.plusSeconds(5), queued.contact(), amina));
        experience.on(new ContactHandled(NINE.plusSeconds(seconds), queued.contact(), amina, "answered"));
    }

    private void left(ChannelKind channel, int seconds) {
        var queued = queued(channel, NINE, LIGHTING);
        experience.on(queued);
        experience.on(new ContactAbandoned(NINE.plusSeconds(seconds), queued.contact(), Stage.WAITING));
    }

    private static ContactQueued queued(ChannelKind channel, Instant at, Skill skill) {
        return new ContactQueued(
                at,
                ContactId.next(),
                channel,
                TicketId.next(),
                new CategoryCode("lighting.lamp-out"),
                List.of(new SkillNeed(skill, 1)),
                0,
                50,
                "fr",
                null,
                null,
                null,
                null);
    }
}
