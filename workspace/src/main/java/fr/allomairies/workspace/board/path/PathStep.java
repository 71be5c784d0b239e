package fr.allomairies.workspace.board.path;

import fr.allomairies.contact.OfferReasons;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that happened to a contact.
///
/// @param what ends the key of its sentence, `board.path.step.<what>`
/// @param words what the sentence names, in order
/// @param reasons why this agent; only for an offer
record PathStep(
        Instant at,
        String what,
        List<String> words,
        @Nullable OfferReasons reasons) {

    static PathStep of(Instant at, String what, String... words) {
        return new PathStep(at, what, List.of(words), null);
    }
}
