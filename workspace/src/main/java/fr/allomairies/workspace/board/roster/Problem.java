package fr.allomairies.workspace.board.roster;

import java.util.Arrays;
import java.util.List;

/// Why a line of a file cannot be taken.
///
/// @param line as [RosterFile.Line#number] counts
/// @param code ends the key of its sentence
/// @param args for the sentence
public record Problem(int line, String code, List<String> args) {

    static Problem of(int line, String code, Object... args) {
        return new Problem(line, code, Arrays.stream(args).map(String::valueOf).toList());
    }
}
