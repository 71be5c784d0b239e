package fr.allomairies.bench.simulation;

import fr.allomairies.contact.ContactId;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.UUID;

/// Seeded dice.
public final class Exponential {

    private static final double NANOS = 1e9;

    private final SplittableRandom random;
    private long contacts;

    public Exponential(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /// @param mean in seconds
    public Duration time(double mean) {
        return Duration.ofNanos((long) (-Math.log1p(-random.nextDouble()) * mean * NANOS));
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public ContactId contact() {
        return new ContactId(new UUID(0, ++contacts));
    }
}
