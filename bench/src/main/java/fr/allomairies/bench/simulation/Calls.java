package fr.allomairies.bench.simulation;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.TicketId;
import fr.allomairies.routing.engine.Demand;
import fr.allomairies.routing.engine.Request;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import java.time.Duration;
import java.util.Map;

/// Rules under which nothing but skills and order decides: calls alone, one at a time, taken as soon as they ring.
final class Calls {

    static final Rules RULES = new Rules(
            Duration.ofDays(1),
            Duration.ofSeconds(60),
            Duration.ZERO,
            Duration.ZERO,
            Map.of(),
            new ChannelRule(1, Duration.ofDays(1)));

    private static final CategoryCode CATEGORY = new CategoryCode("lighting.lamp-out");

    private Calls() {}

    static Request request(Call call) {
        return new Request(
                call.contact(),
                new TicketId(call.contact().value()),
                CATEGORY,
                new Demand(ChannelKind.VOICE, Rules.CAPACITY, call.needs()),
                call.headStart(),
                null,
                call.at());
    }
}
