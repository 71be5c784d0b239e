package fr.allomairies.routing.engine;

import java.time.Instant;
import java.util.UUID;

/// A contact's place among those whose scores grow at the same slope.
///
/// @param start the score that the line would have at the origin of time; the higher goes first
/// @param queuedAt breaks ties
/// @param contact breaks the ties that are left, so that a replay is exact
record Turn(long slope, long start, Instant queuedAt, UUID contact) implements Comparable<Turn> {

    static Turn of(Request request, Pace pace, long at) {
        var slope = pace.slopeAt(at);
        return new Turn(
                slope,
                pace.score(at) - slope * at,
                request.queuedAt(),
                request.contact().value());
    }

    long score(long at) {
        return start + slope * at;
    }

    @Override
    public int compareTo(Turn other) {
        var order = Long.compare(other.start, start);
        if (order == 0) {
            order = queuedAt.compareTo(other.queuedAt);
        }
        return order != 0 ? order : contact.compareTo(other.contact);
    }
}
