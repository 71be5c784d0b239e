package fr.allomairies.routing.engine;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import java.time.Duration;
import java.util.Map;

final class TestRules {

    static final Rules RULES = new Rules(
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Map.of(
                    ChannelKind.VOICE, new ChannelRule(1, Duration.ofSeconds(120)),
                    ChannelKind.EMAIL, new ChannelRule(2, Duration.ofSeconds(300)),
                    ChannelKind.CHAT, new ChannelRule(2, Duration.ofSeconds(300))),
            new ChannelRule(2, Duration.ofSeconds(300)));

    private TestRules() {}
}
