package fr.allomairies.routing.engine;

import fr.allomairies.contact.ChannelKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the city has decided.
///
/// @param lease how long an offer rings
/// @param exclusion how long a contact is not offered again to the agent who declined it or did not answer
/// @param ranking who comes first among several agents who can take a contact
/// @param channels by channel; [#otherChannels()] holds for one that is not named, that of the chat for a messenger
/// @param classes by code
/// @param lines in order: the first whose condition holds says how a contact is routed; the last one always holds
public record Rules(
        Duration lease,
        Duration exclusion,
        Ranking ranking,
        Map<ChannelKind, ChannelRule> channels,
        ChannelRule otherChannels,
        Map<String, PriorityClass> classes,
        List<Line> lines) {

    /// What every agent has; each contact in hand takes its cost of it.
    public static final int CAPACITY = 100;

    public Rules {
        channels = Map.copyOf(channels);
        classes = Map.copyOf(classes);
        lines = List.copyOf(lines);
        if (lines.isEmpty() || !lines.getLast().when().equals(Condition.ALWAYS)) {
            throw new IllegalArgumentException("the last line must hold for every contact");
        }
        for (var line : lines) {
            if (!classes.containsKey(line.priorityClass())) {
                throw new IllegalArgumentException("line " + line.name() + " names no class: " + line.priorityClass());
            }
        }
    }

    public PriorityClass classOf(Line line) {
        return Objects.requireNonNull(classes.get(line.priorityClass()));
    }

    Line lineOf(Request request) {
        for (var line : lines) {
            if (line.when().holds(request)) {
                return line;
            }
        }
        throw new IllegalStateException("the last line must hold for every contact");
    }

    /// Absent when no line has the name.
    public @Nullable Line line(String name) {
        for (var line : lines) {
            if (line.name().equals(name)) {
                return line;
            }
        }
        return null;
    }

    /// The least share of the capacity that a contact which interrupts can take.
    int leastInterruption() {
        return Stream.concat(channels.values().stream(), Stream.of(otherChannels))
                .filter(ChannelRule::interrupts)
                .mapToInt(rule -> rule.cost() == null ? 1 : rule.cost())
                .min()
                .orElse(CAPACITY);
    }

    public ChannelRule of(ChannelKind channel) {
        var other = channel.isMessenger() ? channels.getOrDefault(ChannelKind.CHAT, otherChannels) : otherChannels;
        return channels.getOrDefault(channel, other);
    }

    /// Who comes first. All are minutes of idleness, so that they can be weighed against each other.
    ///
    /// @param lastAgent bonus of the agent who knows the matter, for the contact's score and for the agent's rank
    /// @param levelFit by how much less idle an agent counts for each level above the one needed
    /// @param preference by how much longer idle an agent counts for each preference of the line that he satisfies
    /// @param fairness of the time that an agent has been busy, how many hundredths count as less idle, 0 to 100
    public record Ranking(Duration lastAgent, Duration levelFit, Duration preference, int fairness) {}

    /// @param cost share of the capacity that a contact takes; absent: as it was queued
    /// @param limit contacts of the channel that an agent has at once at most
    /// @param wrapUp maximum of the wrap-up
    /// @param interrupts whether a contact may interrupt interruptible work in the agent's hands
    /// @param interruptible whether work on it, wrap-up included, may be interrupted while it is neither urgent nor
    /// due soon
    public record ChannelRule(
            @Nullable Integer cost, int limit, Duration wrapUp, boolean interrupts, boolean interruptible) {}
}
