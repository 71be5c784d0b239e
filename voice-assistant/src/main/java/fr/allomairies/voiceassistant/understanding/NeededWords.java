package fr.allomairies.voiceassistant.understanding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Words of which one is said wherever a phrase is said: where none of them follows, nobody need look for it.
///
/// @param beginnings how each begins; all of it when it ends with a blank
/// @param within so many words after the first of the phrase at most
record NeededWords(Set<String> beginnings, int within) {

    /// More of them would hardly ever be missed.
    private static final int MOST = 500;

    private static final Expression ANYTHING = new Expression.AnyLetter(true);

    /// One after the other what the phrase is not said without; none when that cannot be told.
    ///
    /// @param phrase begins where a word begins, and ends where one ends
    static List<NeededWords> of(Pattern phrase) {
        return Expression.of(phrase).map(NeededWords::of).orElse(List.of());
    }

    private static List<NeededWords> of(List<Expression> phrase) {
        var found = new ArrayList<NeededWords>();
        var rest = phrase;
        var within = 0;
        var atWord = true;
        while (!rest.isEmpty()) {
            if (rest.getFirst() instanceof Expression.Choice(var sequences) && sequences.size() == 1) {
                rest = together(sequences.getFirst(), tail(rest));
            } else {
                if (atWord && !(rest.getFirst() instanceof Expression.Look)) {
                    var before = within;
                    beginnings(rest).ifPresent(words -> found.add(new NeededWords(words, before)));
                }
                within += blanks(rest.getFirst());
                atWord = isAtWordAfter(rest.getFirst(), atWord);
                rest = tail(rest);
            }
        }
        return found;
    }

    private static int blanks(Expression part) {
        return switch (part) {
            case Expression.Letter(var letter) -> letter == ' ' ? 1 : 0;
            case Expression.AnyLetter(var blank) -> blank ? 1 : 0;
            case Expression.Look() -> 0;
            case Expression.Choice(var sequences) ->
                sequences.stream()
                        .mapToInt(sequence ->
                                sequence.stream().mapToInt(NeededWords::blanks).sum())
                        .max()
                        .orElse(0);
            case Expression.Repeated(var what, var least, var most) -> blanks(what) * most;
        };
    }

    private static boolean isAtWordAfter(Expression part, boolean before) {
        return switch (part) {
            case Expression.Letter(var letter) -> letter == ' ';
            case Expression.AnyLetter any -> false;
            case Expression.Look() -> before;
            case Expression.Choice(var sequences) ->
                sequences.stream().allMatch(sequence -> {
                    var after = before;
                    for (var one : sequence) {
                        after = isAtWordAfter(one, after);
                    }
                    return after;
                });
            case Expression.Repeated(var what, var least, var most) ->
                (least > 0 || before) && isAtWordAfter(what, before);
        };
    }

    private static Optional<Set<String>> beginnings(List<Expression> rest) {
        var words = new HashSet<String>();
        return collect("", rest, words) ? Optional.of(words) : Optional.empty();
    }

    /// @return whether all are known, and not too many
    private static boolean collect(String begun, List<Expression> rest, Set<String> words) {
        if (rest.isEmpty() || begun.endsWith(" ")) {
            return add(begun.endsWith(" ") ? begun : begun + ' ', words);
        }
        var after = tail(rest);
        return switch (rest.getFirst()) {
            case Expression.Letter(var letter) -> collect(begun + letter, after, words);
            case Expression.AnyLetter any -> add(begun, words);
            case Expression.Look() -> collect(begun, after, words);
            case Expression.Choice(var sequences) ->
                sequences.stream().allMatch(sequence -> collect(begun, together(sequence, after), words));
            case Expression.Repeated(var what, var least, var most) ->
                (least > 0 || collect(begun, after, words))
                        && collect(begun, together(List.of(what), most == 1 ? after : List.of(ANYTHING)), words);
        };
    }

    private static boolean add(String begun, Set<String> words) {
        if (begun.isBlank()) {
            return false;
        }
        words.add(begun);
        return words.size() <= MOST;
    }

    private static List<Expression> tail(List<Expression> rest) {
        return rest.subList(1, rest.size());
    }

    private static List<Expression> together(List<Expression> first, List<Expression> second) {
        var both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
