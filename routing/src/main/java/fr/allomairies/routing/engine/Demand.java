package fr.allomairies.routing.engine;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.SkillNeed;
import java.util.Comparator;
import java.util.List;

/// What a contact asks of an agent. Contacts of equal demand wait in one queue, since whoever can take one of them can
/// take any.
///
/// @param cost share of the capacity, 1 to [Rules#CAPACITY]
/// @param needs in the order of the skills' codes
public record Demand(ChannelKind channel, int cost, List<SkillNeed> needs) {

    public Demand {
        if (cost < 1 || cost > Rules.CAPACITY) {
            throw new IllegalArgumentException("a contact costs 1 to " + Rules.CAPACITY + ", was: " + cost);
        }
        needs = needs.stream()
                .sorted(Comparator.comparing(SkillNeed::skill).thenComparing(SkillNeed::level))
                .toList();
    }
}
