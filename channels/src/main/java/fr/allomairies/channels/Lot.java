package fr.allomairies.channels;

import fr.allomairies.channels.store.Outbox.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Letters that are ours to send.
///
/// @param until when whoever asks may have those that have not left
record Lot(List<Entry> letters, Instant until) {

    boolean isEmpty() {
        return letters.isEmpty();
    }

    List<UUID> ids() {
        return letters.stream().map(Entry::id).toList();
    }

    Lot afterFirst() {
        return new Lot(letters.subList(1, letters.size()), until);
    }

    Lot only(Set<UUID> ids, Instant until) {
        return new Lot(
                letters.stream().filter(letter -> ids.contains(letter.id())).toList(), until);
    }

    Lot none() {
        return new Lot(List.of(), until);
    }
}
