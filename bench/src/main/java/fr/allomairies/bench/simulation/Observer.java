package fr.allomairies.bench.simulation;

import fr.allomairies.contact.Event;
import java.time.Instant;

/// Watches a [Simulation]; each method may look away.
public interface Observer {

    default void answered(Call call, Instant at) {}

    default void left(Call call, Instant at) {}

    /// What the engine decided, in order.
    default void decided(Event event) {}
}
