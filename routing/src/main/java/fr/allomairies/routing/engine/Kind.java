package fr.allomairies.routing.engine;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import java.util.Arrays;

/// Those who wait on the same channel, at the same cost, and whose scores grow at the same slope: an agent who has
/// room for one of them has room for any. Their queues stand in rows, one for each [Shelf]; the first scores of all
/// rows stand side by side, so that a search looks into those rows alone that can win.
final class Kind {

    final ChannelKind channel;
    final ChannelRule rule;
    final int cost;
    final long slope;

    /// By the number of the shelf: the start of the first contact of its row.
    private long[] starts = new long[0];

    private Row[] rows = new Row[0];
    private int size;

    /// What [#lookAt] has found.
    private int frontKey;

    private long frontScore;

    Kind(Demand demand, long slope) {
        this.channel = demand.channel;
        this.rule = demand.rule;
        this.cost = demand.cost;
        this.slope = slope;
    }

    boolean is(Demand demand, long wanted) {
        return slope == wanted && demand.is(channel, cost);
    }

    /// How many contacts wait.
    int size() {
        return size;
    }

    void count(int sign) {
        size += sign;
    }

    /// Of the first contact on the shelf; nobody's score is as low as that of an empty one.
    long score(int shelf, long at) {
        return (shelf < starts.length ? starts[shelf] : Row.NOBODY) + slope * at;
    }

    /// Which of the shelves that the agent's keys open has the highest score, if there is room for any of these.
    void lookAt(Agent agent, Keyring keyring, long at) {
        frontScore = Row.NOBODY;
        if (size > 0 && agent.hasRoom(this)) {
            for (var i = 0; i < keyring.size(); i++) {
                var score = score(keyring.shelf(i), at);
                if (score > frontScore) {
                    frontScore = score;
                    frontKey = i;
                }
            }
        }
    }

    /// Among those of the keyring.
    int frontKey() {
        return frontKey;
    }

    /// Lower than any contact's when nobody is there or there is no room.
    long frontScore() {
        return frontScore;
    }

    /// Of a shelf on which somebody has stood.
    Row row(int shelf) {
        return rows[shelf];
    }

    void put(DemandQueue queue) {
        for (var stand : queue.demand.group.stands) {
            var row = rowAt(stand.shelf().number);
            row.put(queue, stand.needed());
            starts[stand.shelf().number] = row.start();
        }
    }

    /// Before its first contact changes, since the order is by that.
    void take(DemandQueue queue) {
        for (var stand : queue.demand.group.stands) {
            var row = rows[stand.shelf().number];
            row.take(queue);
            starts[stand.shelf().number] = row.start();
        }
    }

    private Row rowAt(int shelf) {
        if (shelf >= rows.length) {
            var before = rows.length;
            rows = Arrays.copyOf(rows, Math.max(shelf + 1, 2 * before));
            starts = Arrays.copyOf(starts, rows.length);
            Arrays.fill(starts, before, starts.length, Row.NOBODY);
        }
        if (rows[shelf] == null) {
            rows[shelf] = new Row();
        }
        return rows[shelf];
    }
}
