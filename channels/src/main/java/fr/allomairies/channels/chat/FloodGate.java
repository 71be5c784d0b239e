package fr.allomairies.channels.chat;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/// Lets so much a minute in from one address or conversation. Counts on this node, and forgets each minute.
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
        pass(address, settings.conversationsPerMinute(), "too-many-conversations");
    }

    /// @param code of the refusal
    void pass(String key, int most, String code) {
        forgetEachMinute();
        if (passed.merge(key, 1, Integer::sum) > most) {
            throw new ChatRefusal(429, code, "at most " + most + " a minute");
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
