package fr.allomairies.routing.engine;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.routing.engine.Line.Overflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Contacts whose time for a way out has come, while what else it asks for does not hold yet. Those who ask for the
/// same and have the same ways are looked at together, so that a look costs the same however many wait.
final class Lookout {

    /// What decides for all of them.
    record View(Group group, ChannelKind channel, List<Overflow> ways) {}

    private final Map<View, Set<Contact>> contacts = new HashMap<>();

    void add(View view, Contact contact) {
        contacts.computeIfAbsent(view, _ -> new HashSet<>()).add(contact);
    }

    void remove(View view, Contact contact) {
        contacts.computeIfPresent(view, (_, those) -> {
            those.remove(contact);
            return those.isEmpty() ? null : those;
        });
    }

    boolean isAny(Predicate<View> which) {
        return contacts.keySet().stream().anyMatch(which);
    }

    /// In the order of arrival.
    List<Contact> those(Predicate<View> which) {
        if (contacts.isEmpty()) {
            return List.of();
        }
        var those = new ArrayList<Contact>();
        contacts.forEach((view, some) -> {
            if (which.test(view)) {
                those.addAll(some);
            }
        });
        those.sort(Floor.ARRIVAL);
        return those;
    }
}
