package fr.allomairies.workspace.board.staffing;

import fr.allomairies.routing.staffing.QueueModel;
import fr.allomairies.routing.staffing.Shrinkage;
import fr.allomairies.routing.staffing.Target;
import java.time.Duration;

/// What a supervisor aims at.
///
/// @param atOnce how many contacts of the channel one téléconseiller has in hand at the same time
public record Aim(Target target, Shrinkage shrinkage, int atOnce) {

    private static final double PERCENT = 100;
    private static final int LONGEST_WITHIN = 7 * 24 * 3600;

    static Aim of(Numbers numbers, Duration shortAbandon) {
        return new Aim(
                new Target(
                        numbers.of("level", 1, 99) / PERCENT,
                        seconds(numbers.of("within", 0, LONGEST_WITHIN)),
                        shortAbandon,
                        numbers.of("occupancy", 10, 100) / PERCENT,
                        1),
                new Shrinkage(numbers.of("shrinkage", 0, 90) / PERCENT),
                (int) numbers.of("atOnce", 1, 10));
    }

    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    /// At their positions.
    public int people(QueueModel model) {
        return (model.positions() + atOnce - 1) / atOnce;
    }

    /// On the roster, whoever is away for leave, training or a break included.
    public int roster(QueueModel model) {
        return shrinkage.rosterFor(people(model));
    }
}
