package fr.allomairies.workspace.board.roster;

import java.util.List;

/// Leaves the reading of one line, with why. It never leaves the readers.
final class Refused extends RuntimeException {

    private final String code;
    private final List<Object> args;

    Refused(String code, Object... args) {
        super(code, null, false, false);
        this.code = code;
        this.args = List.of(args);
    }

    Problem at(int line) {
        return Problem.of(line, code, args.toArray());
    }
}
