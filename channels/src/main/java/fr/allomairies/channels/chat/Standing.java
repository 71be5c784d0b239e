package fr.allomairies.channels.chat;

import fr.allomairies.contact.ContactEvent.WaitEstimated;
import fr.allomairies.contact.Event;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the window shows above the conversation.
///
/// @param minutes how long the citizen was expected to wait, rounded up, as of `at`; absent when it was not good
///     enough to be told, and when nobody waits
record Standing(
        Stage state, @Nullable Long minutes, @Nullable Instant at) {

    static Standing of(List<Event> events) {
        var stage = Stage.of(events);
        return events.stream()
                .filter(_ -> stage == Stage.WAITING)
                .filter(WaitEstimated.class::isInstance)
                .map(WaitEstimated.class::cast)
                .filter(WaitEstimated::announced)
                .reduce((_, last) -> last)
                .map(estimated -> new Standing(stage, estimated.expected().toMinutes() + 1, estimated.at()))
                .orElse(new Standing(stage, null, null));
    }
}
