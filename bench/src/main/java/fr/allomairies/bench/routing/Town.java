package fr.allomairies.bench.routing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.engine.Condition;
import fr.allomairies.routing.engine.Condition.Attribute;
import fr.allomairies.routing.engine.Line;
import fr.allomairies.routing.engine.Line.Overflow;
import fr.allomairies.routing.engine.Line.Trigger;
import fr.allomairies.routing.engine.PriorityClass;
import fr.allomairies.routing.engine.RelaxStep;
import fr.allomairies.routing.engine.Request;
import fr.allomairies.routing.engine.Requirement;
import fr.allomairies.routing.engine.Requirement.All;
import fr.allomairies.routing.engine.Requirement.Own;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import fr.allomairies.routing.engine.Rules.Ranking;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A city far larger than any: 10,000 agents with five of 50 skills each, contacts on four channels that need one or
/// two skills at some level, emergencies, due times for every second, and an agent who knows the matter for one in
/// five.
final class Town {

    static final int AGENTS = 10_000;
    static final int WAITING = 100_000;
    static final Instant NINE = Instant.parse("2026-01-05T08:00:00Z");
    private static final Duration LONG = Duration.ofDays(1);

    /// As a city has them, with every rule on; nothing ends by the clock but steps, so that only decisions are
    /// measured.
    static final Rules RULES = new Rules(
            LONG,
            Duration.ofSeconds(60),
            new Ranking(Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofMinutes(2), 20),
            Map.of(
                    ChannelKind.VOICE, new ChannelRule(100, 1, LONG, true, false),
                    ChannelKind.EMAIL, new ChannelRule(50, 2, LONG, false, true),
                    ChannelKind.REPORT, new ChannelRule(50, 2, LONG, false, true)),
            new ChannelRule(30, 3, LONG, false, false),
            Map.of(
                    "emergency", new PriorityClass("emergency", 100, 600, 480, 0, Duration.ZERO, LONG),
                    "call", new PriorityClass("call", 100, 30, 480, 0, Duration.ZERO, LONG),
                    "chat", new PriorityClass("chat", 120, 15, 480, 0, Duration.ZERO, LONG),
                    "written", new PriorityClass("written", 5, 0, 10, 10, Duration.ofHours(4), LONG)),
            List.of(
                    line("emergency", new Condition.Urgent(), "emergency", Own.NEEDS),
                    line("calls", channel("voice"), "call", new All(List.of(Own.NEEDS, Own.LANGUAGE))),
                    line("chats", channel("chat"), "chat", Own.NEEDS),
                    line("other", Condition.ALWAYS, "written", new All(List.of(Own.NEEDS, Own.LANGUAGE)))));

    private static final int SKILLS = 50;
    private static final int COMMUNES = 49;
    private static final List<String> INSEE_CODES = IntStream.range(0, COMMUNES)
            .mapToObj(i -> String.valueOf(6_001 + i))
            .toList();
    private static final String AGENT = "agent-";
    private static final List<AgentId> AGENT_IDS =
            IntStream.range(0, AGENTS).mapToObj(i -> new AgentId(AGENT + i)).toList();
    private static final CategoryCode CATEGORY = new CategoryCode("lighting.lamp-out");
    private static final int KINDS_OF_NEEDS = 20_000;
    private static final List<ChannelKind> CHANNELS =
            List.of(ChannelKind.VOICE, ChannelKind.VOICE, ChannelKind.EMAIL, ChannelKind.REPORT, ChannelKind.CHAT);
    private static final int[] PRIORITIES = {0, 0, 5, 10, 10, 600};

    /// By skill and level: whoever queues a contact takes what it needs from a catalogue.
    private static final List<List<SkillNeed>> NEEDS = IntStream.range(0, SKILLS)
            .mapToObj(i -> new Skill("skill-" + i))
            .map(skill -> IntStream.rangeClosed(SkillNeed.LOWEST, SkillNeed.HIGHEST)
                    .mapToObj(level -> new SkillNeed(skill, level))
                    .toList())
            .toList();

    private final RandomGenerator random = new SplittableRandom(2026);
    private final List<List<SkillNeed>> needs =
            Stream.generate(this::needs).limit(KINDS_OF_NEEDS).toList();

    static AgentId agent(int number) {
        return AGENT_IDS.get(number);
    }

    static int number(AgentId agent) {
        var code = agent.value();
        return Integer.parseInt(code, AGENT.length(), code.length(), 10);
    }

    /// Five skills of their own, so that hardly two agents are alike; every fifth speaks English, every third knows a
    /// commune.
    List<SkillNeed> skillsOfAnAgent() {
        var skills = new ArrayList<>(
                random.ints(0, SKILLS).distinct().limit(5).mapToObj(this::need).toList());
        if (random.nextInt(5) == 0) {
            skills.add(new SkillNeed(new Skill("lang-en"), 1));
        }
        if (random.nextInt(3) == 0) {
            skills.add(new SkillNeed(new Skill("commune-" + commune()), 1));
        }
        return skills;
    }

    Request request(Instant queuedAt) {
        var id = new UUID(random.nextLong(), random.nextLong());
        return new Request(
                new ContactId(id),
                new TicketId(id),
                CATEGORY,
                CHANNELS.get(random.nextInt(CHANNELS.size())),
                50,
                needs.get(random.nextInt(KINDS_OF_NEEDS)),
                PRIORITIES[random.nextInt(PRIORITIES.length)],
                random.nextInt(20) == 0 ? "en" : "fr",
                random.nextInt(2) == 0 ? commune() : null,
                random.nextInt(5) == 0 ? AGENT_IDS.get(random.nextInt(AGENTS)) : null,
                random.nextInt(2) == 0 ? queuedAt.plusSeconds(random.nextInt(500_000)) : null,
                queuedAt);
    }

    /// One skill in nine cases of ten, else two of which many agents have both.
    private List<SkillNeed> needs() {
        return random.ints(0, SKILLS)
                .distinct()
                .limit(random.nextInt(10) == 0 ? 2 : 1)
                .mapToObj(this::need)
                .sorted(Comparator.comparing(SkillNeed::skill))
                .collect(Collectors.toUnmodifiableList());
    }

    private String commune() {
        return INSEE_CODES.get(random.nextInt(COMMUNES));
    }

    private static Line line(String name, Condition when, String priorityClass, Requirement first) {
        return new Line(
                name,
                when,
                priorityClass,
                List.of(
                        new RelaxStep(Duration.ZERO, first),
                        new RelaxStep(Duration.ofMinutes(20), Own.NEEDS_AT_ANY_LEVEL)),
                List.of(Own.COMMUNE),
                List.of(new Overflow(LONG, Trigger.WAITED, 0, "voicemail")));
    }

    private static Condition channel(String channel) {
        return new Condition.Is(Attribute.CHANNEL, channel);
    }

    List<Request> waiting() {
        return IntStream.range(0, WAITING)
                .mapToObj(i -> request(NINE.minusMillis(10L * (WAITING - i))))
                .toList();
    }

    private SkillNeed need(int skill) {
        var levels = NEEDS.get(skill);
        return levels.get(random.nextInt(levels.size()));
    }
}
