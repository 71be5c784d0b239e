package fr.allomairies.workspace.board;

import fr.allomairies.workspace.board.BoardState.Raised;
import java.util.List;

/// What the supervisors' rules have raised and is not over, the newest first. Safe for many threads, and quick.
public interface RaisedAlerts {

    List<Raised> now();
}
