package fr.allomairies.workspace.board;

import fr.allomairies.workspace.board.BoardState.Raised;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// What the supervisors' rules have raised and is not over, the newest first. Safe for many threads.
public interface RaisedAlerts {

    /// At once.
    List<Raised> now();

    /// What there was of it at each instant of a past interval.
    Function<Instant, List<Raised>> during(Interval interval);
}
