package fr.allomairies.voiceassistant.understanding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/// Writes a regular expression so that of a long choice only the words with the right first letter are tried, where
/// `java.util.regex` tries one after another: `ane|boeuf|chat` becomes `(?=a)(?:ane)|(?=b)(?:boeuf)|(?=c)(?:chat)`. The
/// same texts match; which of several words is tried first may change.
final class Alternatives {

    /// Fewer are as quickly tried.
    private static final int FEW = 6;

    private static final Pattern OPENING = Pattern.compile("\\((?:\\?(?:[:=!]|<[=!]))?");
    private static final Pattern FIRST_LETTER = Pattern.compile("[a-z0-9](?![?*+{])");
    private static final String PLAIN_GROUP = "(?:";

    private final String expression;
    private int at;

    private Alternatives(String expression) {
        this.expression = expression;
    }

    static String byFirstLetter(String expression) {
        return written(new Alternatives(expression).choice());
    }

    /// To the end, or to the parenthesis that closes it. A group that is all of an alternative adds its own.
    private List<String> choice() {
        var choice = new ArrayList<String>();
        var one = new StringBuilder();
        while (!isOver()) {
            var begin = at;
            if (expression.charAt(at) == '(') {
                group(choice, one);
            } else if (expression.charAt(at) == '|') {
                at++;
                choice.add(one.toString());
                one.setLength(0);
            } else {
                at = afterOne();
                one.append(expression, begin, at);
            }
        }
        choice.add(one.toString());
        return choice;
    }

    private void group(List<String> choice, StringBuilder one) {
        var opening = OPENING.matcher(expression).region(at, expression.length());
        opening.lookingAt();
        at = opening.end();
        var inner = choice();
        at++;
        if (one.isEmpty() && opening.group().equals(PLAIN_GROUP) && (isOver() || expression.charAt(at) == '|')) {
            choice.addAll(inner.subList(0, inner.size() - 1));
            one.append(inner.getLast());
        } else {
            one.append(opening.group()).append(written(inner)).append(')');
        }
    }

    private boolean isOver() {
        return at == expression.length() || expression.charAt(at) == ')';
    }

    private int afterOne() {
        return switch (expression.charAt(at)) {
            case '\\' -> at + 2;
            case '[' -> expression.indexOf(']', at) + 1;
            default -> at + 1;
        };
    }

    private static String written(List<String> choice) {
        if (choice.size() < FEW) {
            return String.join("|", choice);
        }
        var byLetter = new LinkedHashMap<String, List<String>>();
        for (var one : choice) {
            var begun = FIRST_LETTER.matcher(one);
            byLetter.computeIfAbsent(begun.lookingAt() ? begun.group() : "", _ -> new ArrayList<>())
                    .add(one);
        }
        var parts = new ArrayList<String>();
        byLetter.forEach((letter, words) -> {
            var together = String.join("|", words);
            parts.add(letter.isEmpty() ? together : "(?=" + letter + ")(?:" + together + ")");
        });
        return String.join("|", parts);
    }
}
