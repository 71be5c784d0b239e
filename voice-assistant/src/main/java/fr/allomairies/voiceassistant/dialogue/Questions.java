package fr.allomairies.voiceassistant.dialogue;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Assistant.Slot;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is asked about which matter, in which order; nothing about those that are not named.
///
/// @param shared those in which two reports of one place can be one thing
public record Questions(Map<CategoryCode, List<Slot>> byCategory, Set<CategoryCode> shared) {

    public Questions {
        byCategory = Map.copyOf(byCategory);
        shared = Set.copyOf(shared);
    }

    List<Slot> of(CategoryCode category) {
        return byCategory.getOrDefault(category, List.of());
    }

    boolean isShared(CategoryCode category) {
        return shared.contains(category);
    }
}
