package fr.allomairies.workspace.board.whatif;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.routing.engine.Condition;
import fr.allomairies.routing.engine.Line;
import fr.allomairies.routing.engine.PriorityClass;
import fr.allomairies.routing.engine.RelaxStep;
import fr.allomairies.routing.engine.Requirement.Own;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import fr.allomairies.routing.engine.Rules.Ranking;
import java.time.Duration;
import java.util.List;
import java.util.Map;

final class InventedRules {

    private static final Duration WRAP_UP = Duration.ofSeconds(300);

    static final Rules RULES = new Rules(
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            new Ranking(Duration.ofMinutes(10), Duration.ofMinutes(1), Duration.ofMinutes(2), 0),
            Map.of(
                    ChannelKind.VOICE, new ChannelRule(100, 1, Duration.ofSeconds(120), true, false),
                    ChannelKind.EMAIL, new ChannelRule(50, 2, WRAP_UP, false, true),
                    ChannelKind.CHAT, new ChannelRule(30, 3, WRAP_UP, false, false)),
            new ChannelRule(null, 3, WRAP_UP, false, false),
            Map.of(
                    "call", new PriorityClass("call", 100, 30, 480, 0, Duration.ZERO, Duration.ofMinutes(10)),
                    "chat", new PriorityClass("chat", 100, 15, 480, 0, Duration.ZERO, Duration.ofMinutes(15)),
                    "written", new PriorityClass("written", 5, 0, 10, 10, Duration.ofHours(4), Duration.ofDays(2))),
            List.of(
                    line("calls", channel(ChannelKind.VOICE), "call"),
                    line("chats", channel(ChannelKind.CHAT), "chat"),
                    line("other", Condition.ALWAYS, "written")));

    private InventedRules() {}

    private static Condition channel(ChannelKind kind) {
        return new Condition.Is(Condition.Attribute.CHANNEL, kind.value());
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
