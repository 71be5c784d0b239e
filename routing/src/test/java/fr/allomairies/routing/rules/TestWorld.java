package fr.allomairies.routing.rules;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.routing.World;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A small city: two skills, four categories, three agents.
final class TestWorld {

    static final Skill LIGHTING = new Skill("lighting");
    static final Skill WASTE = new Skill("waste");

    static final World CITY = with(Map.of(
            new AgentId("amina"), List.of(new SkillNeed(LIGHTING, 1)),
            new AgentId("bruno"), List.of(new SkillNeed(LIGHTING, 3), new SkillNeed(new Skill("lang-en"), 1)),
            new AgentId("chloe"), List.of(new SkillNeed(WASTE, 2))));

    private TestWorld() {}

    static World with(Map<AgentId, List<SkillNeed>> agents) {
        return new World(
                Set.of(ChannelKind.VOICE, ChannelKind.RELAY, ChannelKind.EMAIL, ChannelKind.REPORT, ChannelKind.CHAT),
                Map.of(
                        new CategoryCode("lighting.lamp-out"), List.of(new SkillNeed(LIGHTING, 1)),
                        new CategoryCode("lighting.danger"), List.of(new SkillNeed(LIGHTING, 2)),
                        new CategoryCode("waste.bin"), List.of(new SkillNeed(WASTE, 1)),
                        new CategoryCode("waste.dump"), List.of(new SkillNeed(WASTE, 1))),
                Set.of("3906", "+33493000010"),
                Set.of("voicemail", "callback", "assistant"),
                agents);
    }
}
