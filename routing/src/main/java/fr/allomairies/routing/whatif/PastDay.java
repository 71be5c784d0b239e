package fr.allomairies.routing.whatif;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.Event;
import fr.allomairies.routing.engine.RoutingState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A day that can be played again: what came, who was there, and how things stood when it began.
///
/// @param from the day's first instant, and `to` the first one after it
/// @param before how things stood at `from`
/// @param prologue what the measures must know of those who were there at `from`: the events of the contacts still
///     open, and the state of each agent
/// @param happened the events of contacts and agents within the day, as they were
/// @param aside of these, the ones that no rule would have changed: contacts that never came to
///     the queue, and arrivals
/// @param contacts in the order of their queueing, those before the day that were still open at `from` included
/// @param ring how long an agent took to accept, in the middle
public record PastDay(
        Instant from,
        Instant to,
        RoutingState before,
        List<Event> prologue,
        List<Event> happened,
        List<Event> aside,
        List<PastContact> contacts,
        List<PastAgent> agents,
        Map<ChannelKind, Duration> ring) {

    public PastDay {
        prologue = List.copyOf(prologue);
        happened = List.copyOf(happened);
        aside = List.copyOf(aside);
        contacts = List.copyOf(contacts);
        agents = List.copyOf(agents);
        ring = Map.copyOf(ring);
    }

    /// What the measures need to count the day as it was.
    public void tell(Consumer<Event> listener) {
        prologue.forEach(listener);
        happened.forEach(listener);
    }
}
