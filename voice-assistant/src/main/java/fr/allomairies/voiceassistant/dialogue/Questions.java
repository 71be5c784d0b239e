package fr.allomairies.voiceassistant.dialogue;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Assistant.Slot;
import java.util.List;
import java.util.Map;

/// What is asked about which matter, in which order; nothing about those that are not named.
public record Questions(Map<CategoryCode, List<Slot>> byCategory) {

    public Questions {
        byCategory = Map.copyOf(byCategory);
    }

    List<Slot> of(CategoryCode category) {
        return byCategory.getOrDefault(category, List.of());
    }
}
