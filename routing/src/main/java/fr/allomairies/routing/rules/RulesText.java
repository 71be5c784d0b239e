package fr.allomairies.routing.rules;

import fr.allomairies.routing.Finding;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.engine.Rules;
import fr.allomairies.routing.rules.Statement.Placed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text as far as it makes sense. Any text can be read.
///
/// @param rules absent when something is wrong
/// @param places where in the text the rules stand
/// @param mentions codes that must exist
public record RulesText(List<Finding> findings, @Nullable Rules rules, Places places, List<Mention> mentions) {

    public static RulesText read(String text) {
        if (text.length() > RoutingRules.LONGEST_TEXT) {
            return new RulesText(
                    List.of(Finding.refusal(1, 1, "too-long", text.length(), RoutingRules.LONGEST_TEXT)),
                    null,
                    Places.NOWHERE,
                    List.of());
        }
        var statements = new ArrayList<Placed>();
        var mentions = new ArrayList<Mention>();
        var findings = new ArrayList<Finding>();
        var lines = lines(text);
        for (var number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            checkCharacters(number, line, findings);
            var words = new Words(number, line);
            if (!words.isEmpty()) {
                try {
                    statements.add(new Placed(number, new StatementReader(words).read()));
                } catch (Misread misread) {
                    findings.add(misread.finding());
                }
                mentions.addAll(words.mentions());
            }
        }
        return new Assembly(lines.size(), findings).of(statements, mentions);
    }

    /// What no file and no database can keep, comments included.
    private static void checkCharacters(int number, String line, List<Finding> findings) {
        for (var at = 0; at < line.length(); at += Character.charCount(line.codePointAt(at))) {
            var type = Character.getType(line.codePointAt(at));
            if (type == Character.SURROGATE || type == Character.CONTROL && line.charAt(at) != '\t') {
                findings.add(Finding.refusal(number, at + 1, "no-such-character"));
                return;
            }
        }
    }

    static List<String> lines(String text) {
        return text.lines().toList();
    }
}
