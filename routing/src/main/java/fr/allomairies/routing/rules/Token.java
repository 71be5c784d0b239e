package fr.allomairies.routing.rules;

import java.util.List;
import java.util.regex.Pattern;

/// A word or a sign of a line.
///
/// @param column from 1
record Token(String text, int column) {

    private static final Pattern TOKEN = Pattern.compile("[()]|[!<>]=|[=<>]|[^\\s()=<>!]+|!");

    /// Without the comment.
    static List<Token> of(String line) {
        return TOKEN.matcher(line.substring(0, commentIn(line)))
                .results()
                .map(found -> new Token(found.group(), found.start() + 1))
                .toList();
    }

    /// Where the comment begins, or the end of the line.
    static int commentIn(String line) {
        var sign = line.indexOf('#');
        return sign < 0 ? line.length() : sign;
    }
}
