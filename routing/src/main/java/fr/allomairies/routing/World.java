package fr.allomairies.routing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.SkillNeed;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What there is besides the rules, against which they are checked.
///
/// @param channels by which contacts come
/// @param categories with what a contact of each needs
/// @param numbers of the city, each in its one form, such as `+33493000010` or `3906`
/// @param waysOut codes of the ways out of the queue that somebody carries out
/// @param agents who may be offered contacts, with their skills
public record World(
        Set<ChannelKind> channels,
        Map<CategoryCode, List<SkillNeed>> categories,
        Set<String> numbers,
        Set<String> waysOut,
        Map<AgentId, List<SkillNeed>> agents) {

    public World {
        channels = Set.copyOf(channels);
        categories = Map.copyOf(categories);
        numbers = Set.copyOf(numbers);
        waysOut = Set.copyOf(waysOut);
        agents = Map.copyOf(agents);
    }
}
