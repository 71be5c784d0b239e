package fr.allomairies.bench.routing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.engine.Demand;
import fr.allomairies.routing.engine.Request;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/// A city far larger than any: 10,000 agents with five of 50 skills each, contacts on four channels that need one or
/// two
/// skills at some level, a head start for some, and an agent who knows the matter for one in five.
final class Town {

    static final int AGENTS = 10_000;
    static final int WAITING = 100_000;
    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    static final Rules RULES = new Rules(
            Duration.ofDays(1),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Map.of(ChannelKind.VOICE, new ChannelRule(1, Duration.ofDays(1))),
            new ChannelRule(3, Duration.ofDays(1)));

    private static final int SKILLS = 50;
    private static final List<Demand> SHAPES = List.of(
            new Demand(ChannelKind.VOICE, 100, List.of()),
            new Demand(ChannelKind.VOICE, 100, List.of()),
            new Demand(ChannelKind.EMAIL, 50, List.of()),
            new Demand(ChannelKind.REPORT, 50, List.of()),
            new Demand(ChannelKind.CHAT, 30, List.of()));
    private static final int[] PRIORITIES = {0, 0, 5, 10, 10, 600};

    private final Random random = new Random(2026);

    static AgentId agent(int number) {
        return new AgentId("agent-" + number);
    }

    /// Five skills of their own, so that hardly two agents are alike.
    List<SkillNeed> skillsOfAnAgent() {
        return random.ints(0, SKILLS).distinct().limit(5).mapToObj(this::need).toList();
    }

    /// One skill in nine cases of ten, else two of which many agents have both.
    Request request(Instant queuedAt) {
        var shape = SHAPES.get(random.nextInt(SHAPES.size()));
        var needs = random.ints(0, SKILLS)
                .distinct()
                .limit(random.nextInt(10) == 0 ? 2 : 1)
                .mapToObj(this::need)
                .toList();
        var id = new UUID(random.nextLong(), random.nextLong());
        return new Request(
                new ContactId(id),
                new TicketId(id),
                new CategoryCode("lighting.lamp-out"),
                new Demand(shape.channel(), shape.cost(), needs),
                PRIORITIES[random.nextInt(PRIORITIES.length)],
                random.nextInt(5) == 0 ? agent(random.nextInt(AGENTS)) : null,
                queuedAt);
    }

    List<Request> waiting() {
        return IntStream.range(0, WAITING)
                .mapToObj(i -> request(NINE.minusMillis(10L * (WAITING - i))))
                .toList();
    }

    private SkillNeed need(int skill) {
        return new SkillNeed(new Skill("skill-" + skill), 1 + random.nextInt(5));
    }
}
