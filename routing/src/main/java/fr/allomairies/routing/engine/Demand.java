package fr.allomairies.routing.engine;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What contacts ask of an agent at their present step: one object for all that ask for the same, since whoever can
/// take one of them can take any. Those whose scores grow at the same slope wait in one queue.
final class Demand {

    final Group group;
    final ChannelKind channel;
    final ChannelRule rule;

    /// Share of the capacity, 1 to [Rules#CAPACITY].
    final int cost;

    private DemandQueue[] queues = {};

    Demand(Group group, ChannelKind channel, ChannelRule rule, int cost) {
        this.group = group;
        this.channel = channel;
        this.rule = rule;
        this.cost = cost;
    }

    boolean is(ChannelKind wanted, int wantedCost) {
        return cost == wantedCost && channel.equals(wanted);
    }

    /// Absent when nobody has waited with this slope. There are hardly more slopes than classes.
    @Nullable
    DemandQueue queue(long slope) {
        for (var queue : queues) {
            if (queue.slope == slope) {
                return queue;
            }
        }
        return null;
    }

    void open(DemandQueue queue) {
        queues = Arrays.copyOf(queues, queues.length + 1);
        queues[queues.length - 1] = queue;
    }
}
