package fr.allomairies.channels.report;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Lets so many requests a minute in from one address. Counts on this node, and forgets each minute. Safe for many
/// threads.
final class PerMinute {

    private final int most;
    private final Map<String, Integer> passed = new HashMap<>();
    private long minute;

    PerMinute(int most) {
        this.most = most;
    }

    synchronized void pass(String address, Instant now) throws Fault {
        if (now.getEpochSecond() / 60 != minute) {
            minute = now.getEpochSecond() / 60;
            passed.clear();
        }
        if (passed.merge(address, 1, Integer::sum) > most) {
            throw Fault.tooMany("at most " + most + " a minute");
        }
    }
}
