package fr.allomairies.routing.rules;

import java.time.Duration;

/// What is said once for all contacts, as a time within bounds.
enum Setting {
    LEASE("lease", Duration.ofSeconds(1), Duration.ofMinutes(5)),
    EXCLUSION("exclusion", Duration.ZERO, Duration.ofHours(1)),
    LAST_AGENT("last-agent", Duration.ZERO, Duration.ofDays(1)),
    LEVEL_FIT("level-fit", Duration.ZERO, Duration.ofDays(1)),
    PREFERENCE("preference", Duration.ZERO, Duration.ofDays(1));

    private final String word;
    private final Duration least;
    private final Duration most;

    Setting(String word, Duration least, Duration most) {
        this.word = word;
        this.least = least;
        this.most = most;
    }

    String word() {
        return word;
    }

    Duration least() {
        return least;
    }

    Duration most() {
        return most;
    }
}
