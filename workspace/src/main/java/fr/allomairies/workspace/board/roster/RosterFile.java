package fr.allomairies.workspace.board.roster;

import java.time.LocalDate;
import java.util.List;

/// What a file says, and what in it cannot be taken.
///
/// @param passedOver how many of its stretches are left out, because they begin before today
public record RosterFile(List<Line> lines, List<Problem> problems, int passedOver) {

    /// More is refused as a whole.
    static final int MOST_LINES = 20_000;

    /// @param number of the line in the file, from 1; of a calendar that on which the event begins
    public record Line(int number, Planned planned) {}

    RosterFile(List<Line> lines, List<Problem> problems) {
        this(lines, problems, 0);
    }

    static RosterFile unreadable(String code, Object... args) {
        return new RosterFile(List.of(), List.of(Problem.of(1, code, args)));
    }

    /// Without what begins before that day.
    RosterFile from(LocalDate first) {
        var kept = lines.stream()
                .filter(line -> !line.planned().day().isBefore(first))
                .toList();
        return new RosterFile(kept, problems, lines.size() - kept.size());
    }

    static RosterFile tooLong() {
        return new RosterFile(List.of(), List.of(Problem.of(MOST_LINES, "many", MOST_LINES)));
    }
}
