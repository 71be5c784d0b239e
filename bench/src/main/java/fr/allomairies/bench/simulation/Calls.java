package fr.allomairies.bench.simulation;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.engine.Condition;
import fr.allomairies.routing.engine.Condition.Attribute;
import fr.allomairies.routing.engine.Line;
import fr.allomairies.routing.engine.PriorityClass;
import fr.allomairies.routing.engine.RelaxStep;
import fr.allomairies.routing.engine.Request;
import fr.allomairies.routing.engine.Requirement.Own;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import fr.allomairies.routing.engine.Rules.Ranking;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Rules under which nothing but skills and order decides: calls alone, one at a time, taken as soon as they ring.
/// Some begin two minutes ahead.
final class Calls {

    private static final Duration NEVER = Duration.ofDays(30);
    private static final int AS_TIME_PASSES = 100;
    private static final int NO_CAP = 1_000_000;
    private static final int TWO_MINUTES = 2;
    private static final CategoryCode USUAL = new CategoryCode("call.usual");
    private static final CategoryCode AHEAD = new CategoryCode("call.ahead");

    static final Rules RULES = new Rules(
            NEVER,
            NEVER,
            new Ranking(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0),
            Map.of(),
            new ChannelRule(Rules.CAPACITY, 1, NEVER, false, false),
            Map.of("ahead", priority("ahead", TWO_MINUTES), "usual", priority("usual", 0)),
            List.of(
                    line(new Condition.Is(Attribute.CATEGORY, AHEAD.value()), "ahead"),
                    line(Condition.ALWAYS, "usual")));

    private Calls() {}

    static Request request(Call call) {
        return new Request(
                call.contact(),
                new TicketId(call.contact().value()),
                call.ahead() ? AHEAD : USUAL,
                ChannelKind.VOICE,
                Rules.CAPACITY,
                call.needs(),
                0,
                Request.HOME_LANGUAGE,
                null,
                null,
                null,
                call.at());
    }

    private static PriorityClass priority(String code, int minutes) {
        return new PriorityClass(code, AS_TIME_PASSES, minutes, NO_CAP, 0, Duration.ZERO, NEVER);
    }

    private static Line line(Condition when, String priorityClass) {
        return new Line(
                priorityClass,
                when,
                priorityClass,
                List.of(new RelaxStep(Duration.ZERO, Own.NEEDS)),
                List.of(),
                List.of());
    }
}
