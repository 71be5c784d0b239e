package fr.allomairies.workspace.board.roster;

import java.util.List;

/// What a file says, and what in it cannot be taken.
public record RosterFile(List<Line> lines, List<Problem> problems) {

    /// More is refused as a whole.
    static final int MOST_LINES = 20_000;

    /// @param number of the line in the file, from 1; of a calendar that on which the event begins
    public record Line(int number, Planned planned) {}

    static RosterFile unreadable(String code) {
        return new RosterFile(List.of(), List.of(Problem.of(1, code)));
    }

    static RosterFile tooLong() {
        return new RosterFile(List.of(), List.of(Problem.of(MOST_LINES, "many", MOST_LINES)));
    }
}
