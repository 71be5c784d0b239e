package fr.allomairies.routing.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/// A contact's place in the one order. All scores grow by one minute a minute, so the order of two contacts never
/// changes while they wait, and it can be kept in a tree instead of being computed for each decision.
///
/// @param from when the contact would have been queued to have the same score without its head start
/// @param queuedAt breaks ties
/// @param contact breaks the ties that are left, so that a replay is exact
public record Turn(Instant from, Instant queuedAt, UUID contact) implements Comparable<Turn> {

    private static final Comparator<Turn> ORDER =
            Comparator.comparing(Turn::from).thenComparing(Turn::queuedAt).thenComparing(Turn::contact);
    private static final double MILLIS_PER_MINUTE = 60_000;

    public static Turn of(Request request) {
        return new Turn(
                request.queuedAt().minus(Duration.ofMinutes(request.priority())),
                request.queuedAt(),
                request.contact().value());
    }

    Turn ahead(Duration bonus) {
        return new Turn(from.minus(bonus), queuedAt, contact);
    }

    /// In minutes.
    double score(Instant at) {
        return Duration.between(from, at).toMillis() / MILLIS_PER_MINUTE;
    }

    @Override
    public int compareTo(Turn other) {
        return ORDER.compare(this, other);
    }
}
