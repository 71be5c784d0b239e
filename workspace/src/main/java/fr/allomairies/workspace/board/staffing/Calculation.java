package fr.allomairies.workspace.board.staffing;

import fr.allomairies.routing.staffing.Load;
import fr.allomairies.routing.staffing.Positions;
import fr.allomairies.routing.staffing.QueueModel;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The calculator's answer: how many positions, and what a few more or fewer would change.
///
/// @param needed the fewest that reach the target
public record Calculation(Aim aim, QueueModel needed, List<Line> lines) {

    private static final int FEWER = 2;
    private static final int MORE = 3;

    /// @param model so many positions
    public record Line(QueueModel model, int people, int roster, double serviceLevel, boolean enough) {}

    static Calculation of(Load load, @Nullable Duration patience, Aim aim) {
        var needed = Positions.needed(load, patience, aim.target());
        var first = Math.max(1, needed.positions() - FEWER);
        return new Calculation(
                aim,
                needed,
                IntStream.rangeClosed(first, needed.positions() + MORE)
                        .mapToObj(positions -> line(QueueModel.of(load, patience, positions), aim))
                        .toList());
    }

    private static Line line(QueueModel model, Aim aim) {
        var target = aim.target();
        return new Line(
                model,
                aim.people(model),
                aim.roster(model),
                model.serviceLevel(target.within(), target.shortAbandon()),
                target.isMetBy(model));
    }
}
