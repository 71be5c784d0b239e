package fr.allomairies.routing.whatif;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// How long the work took, for the contacts whose own time is not known: another's of the same channel and theme, or
/// else of the same channel, or else any other's.
final class Times {

    record Work(Duration talk, Duration wrapUp) {

        Work atLeast(Duration talked) {
            return talk.compareTo(talked) < 0 ? new Work(talked, wrapUp) : this;
        }
    }

    private final Map<String, List<Work>> known = new HashMap<>();
    private final Map<ChannelKind, List<Duration>> rings = new HashMap<>();

    /// @param life that is over
    void learn(Life life) {
        var queued = life.queued;
        if (queued != null) {
            life.ring()
                    .ifPresent(ring -> rings.computeIfAbsent(queued.channel(), _ -> new ArrayList<>())
                            .add(ring));
        }
        if (queued != null && life.isHandled()) {
            keys(queued)
                    .forEach(key ->
                            known.computeIfAbsent(key, _ -> new ArrayList<>()).add(work(life)));
        }
    }

    private static Work work(Life life) {
        return new Work(life.talk(Instant.MAX), life.wrapUp());
    }

    boolean areKnown() {
        return !known.isEmpty();
    }

    /// @param now up to when the contact's own events are known
    /// @param chance at least 0 and below 1
    Work of(Life life, Instant now, double chance) {
        if (life.isHandled()) {
            return work(life);
        }
        var alike = keys(Objects.requireNonNull(life.queued)).stream()
                .filter(known::containsKey)
                .map(known::get)
                .findFirst()
                .orElseThrow();
        return alike.get((int) (chance * alike.size())).atLeast(life.talk(now));
    }

    /// The median of each channel.
    Map<ChannelKind, Duration> rings() {
        var medians = new HashMap<ChannelKind, Duration>();
        rings.forEach((channel, all) -> {
            var sorted = all.stream().sorted().toList();
            medians.put(channel, sorted.get(sorted.size() / 2));
        });
        return medians;
    }

    private static List<String> keys(ContactQueued queued) {
        var channel = queued.channel().value();
        return List.of(channel + " " + queued.category().theme(), channel, "");
    }
}
