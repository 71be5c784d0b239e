package fr.allomairies.application.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Slows down who guesses passwords: after [#ALLOWED] failures within [#WINDOW] on one login, or [#ALLOWED_PER_ADDRESS]
/// from one address, every further attempt is refused until the oldest of them is older than that. A success forgets
/// the login's failures. Kept in memory, on each node for itself.
class SignInAttempts {

    static final int ALLOWED = 5;
    static final int ALLOWED_PER_ADDRESS = 50;
    static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int MANY = 10_000;

    private final Map<String, Deque<Instant>> failures = new ConcurrentHashMap<>();
    private final Clock clock;

    SignInAttempts(Clock clock) {
        this.clock = clock;
    }

    boolean refused(String login, String address) {
        return recent(loginKey(login)) >= ALLOWED || recent(addressKey(address)) >= ALLOWED_PER_ADDRESS;
    }

    /// @return whether it was the one after which the login is refused
    boolean failed(String login, String address) {
        if (failures.size() > MANY) {
            failures.keySet().forEach(this::recent);
        }
        add(loginKey(login));
        add(addressKey(address));
        return recent(loginKey(login)) == ALLOWED;
    }

    void succeeded(String login) {
        failures.remove(loginKey(login));
    }

    private void add(String key) {
        failures.compute(key, (_, known) -> {
            var times = known == null ? new ArrayDeque<Instant>() : known;
            times.addLast(clock.instant());
            return times;
        });
    }

    private int recent(String key) {
        var oldest = clock.instant().minus(WINDOW);
        var left = failures.computeIfPresent(key, (_, times) -> {
            times.removeIf(time -> time.isBefore(oldest));
            return times.isEmpty() ? null : times;
        });
        return left == null ? 0 : left.size();
    }

    private static String loginKey(String login) {
        return "login " + login;
    }

    private static String addressKey(String address) {
        return "address " + address;
    }
}
