package fr.allomairies.workspace.board;

import fr.allomairies.workspace.board.BoardState.Raised;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// No rule has raised anything, ever.
final class NoAlerts implements RaisedAlerts {

    @Override
    public List<Raised> now() {
        return List.of();
    }

    @Override
    public Function<Instant, List<Raised>> during(Interval interval) {
        return _ -> List.of();
    }
}
