package fr.allomairies.voiceassistant.understanding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a regular expression of a rule is made of, as far as it tells which words must be said. Read are letters, `.`,
/// `\w` and its like, `[…]`, groups, choices, what looks ahead or behind, and how often each comes.
sealed interface Expression {

    record Letter(char letter) implements Expression {}

    /// One of several letters.
    ///
    /// @param blank whether it can be a blank
    record AnyLetter(boolean blank) implements Expression {}

    /// One of several sequences.
    record Choice(List<List<Expression>> sequences) implements Expression {}

    /// Looks at what is around and takes nothing.
    record Look() implements Expression {}

    /// @param most [#MANY] when there is no bound
    record Repeated(Expression what, int least, int most) implements Expression {}

    int MANY = 1_000;

    /// Absent where something else is in it, or flags change how it is read.
    static Optional<List<Expression>> of(Pattern pattern) {
        return pattern.flags() != 0 || Reader.STRANGE.matcher(pattern.pattern()).find()
                ? Optional.empty()
                : Optional.of(List.of(new Reader(pattern.pattern()).choice()));
    }

    /// Reads once from left to right.
    final class Reader {

        private static final Pattern OPENING = Pattern.compile("\\((\\?(?:[=!]|<[=!]))?(?:\\?:)?");
        /// Reluctant and possessive ones say the same of what must be there.
        private static final Pattern TIMES = Pattern.compile("(?:([?*+])|\\{(\\d+)(,(\\d*))?})[?+]?");

        private static final Pattern ONE_WORD = Pattern.compile("\\^ |[^\\\\^ ]*");

        /// Groups with flags or names, those that are not tried again, back references, letters by their numbers or
        /// properties, what is quoted, sets of letters within sets, and both ends of a text.
        private static final Pattern STRANGE = Pattern.compile(
                "\\(\\?(?!:|[=!]|<[=!])|\\\\[^bwdsSWD.?*+|(){}\\[\\]\\\\]|\\[[^]]*\\[|\\[\\^?]|&&|\\$|(?<!\\[|<=)\\^");

        private final String expression;
        private int at;

        private Reader(String expression) {
            this.expression = expression;
        }

        private Choice choice() {
            var sequences = new ArrayList<List<Expression>>();
            var sequence = new ArrayList<Expression>();
            while (at < expression.length() && expression.charAt(at) != ')') {
                if (expression.charAt(at) == '|') {
                    at++;
                    sequences.add(sequence);
                    sequence = new ArrayList<>();
                } else {
                    sequence.add(repeated(one()));
                }
            }
            sequences.add(sequence);
            return new Choice(sequences);
        }

        private Expression one() {
            return switch (expression.charAt(at)) {
                case '(' -> group();
                case '[' -> anyOf();
                case '\\' -> escaped();
                case '.' -> {
                    at++;
                    yield new AnyLetter(true);
                }
                default -> new Letter(expression.charAt(at++));
            };
        }

        private Expression group() {
            var opening = opening();
            var inner = choice();
            at++;
            return opening.group(1) == null ? inner : new Look();
        }

        private Matcher opening() {
            var opening = OPENING.matcher(expression).region(at, expression.length());
            opening.lookingAt();
            at = opening.end();
            return opening;
        }

        private Expression anyOf() {
            var end = expression.indexOf(']', at);
            var letters = expression.substring(at + 1, end);
            at = end + 1;
            return new AnyLetter(!ONE_WORD.matcher(letters).matches());
        }

        private Expression escaped() {
            at += 2;
            return switch (expression.charAt(at - 1)) {
                case 'b' -> new Look();
                case 'w', 'd', 'S' -> new AnyLetter(false);
                case 's', 'W', 'D' -> new AnyLetter(true);
                default -> new Letter(expression.charAt(at - 1));
            };
        }

        private Expression repeated(Expression what) {
            var times = TIMES.matcher(expression).region(at, expression.length());
            if (!times.lookingAt()) {
                return what;
            }
            at = times.end();
            if (times.group(1) != null) {
                return new Repeated(
                        what, times.group(1).equals("+") ? 1 : 0, times.group(1).equals("?") ? 1 : MANY);
            }
            var least = Integer.parseInt(times.group(2));
            var most =
                    times.group(3) == null ? least : times.group(4).isEmpty() ? MANY : Integer.parseInt(times.group(4));
            return new Repeated(what, least, most);
        }
    }
}
