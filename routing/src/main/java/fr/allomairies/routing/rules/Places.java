package fr.allomairies.routing.rules;

import fr.allomairies.contact.ChannelKind;
import java.util.List;
import java.util.Map;

/// On which lines of the text the rules stand.
///
/// @param classes by code
/// @param lines in the order of the rules
record Places(Map<ChannelKind, Integer> channels, Map<String, Integer> classes, List<LinePlace> lines) {

    static final Places NOWHERE = new Places(Map.of(), Map.of(), List.of());

    /// @param head where the line begins
    record LinePlace(int head, List<Integer> steps, List<Integer> preferences, List<Integer> waysOut) {}
}
