package fr.allomairies.channels.chat;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Lets so many new conversations a minute in from one address. Counts on this node, and forgets each minute.
@Component
class FloodGate {

    private final ChatSettings settings;
    private final Clock clock;
    private final Map<String, Integer> passed = new ConcurrentHashMap<>();
    private volatile long minute;

    FloodGate(ChatSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    void pass(String address) {
        forgetEachMinute();
        if (passed.merge(address, 1, Integer::sum) > settings.conversationsPerMinute()) {
            throw new ChatRefusal(
                    429, "too-many-conversations", "at most " + settings.conversationsPerMinute() + " a minute");
        }
    }

    private synchronized void forgetEachMinute() {
        var now = clock.instant().getEpochSecond() / 60;
        if (now != minute) {
            minute = now;
            passed.clear();
        }
    }
}
