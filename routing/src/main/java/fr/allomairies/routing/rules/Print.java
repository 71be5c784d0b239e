package fr.allomairies.routing.rules;

import fr.allomairies.routing.engine.Line;
import fr.allomairies.routing.engine.PriorityClass;
import fr.allomairies.routing.engine.Rules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Writes rules as text, and texts as they should look: statements of a kind that stand together in columns.
public final class Print {

    private Print() {}

    public static String of(Rules rules) {
        var layout = new Layout();
        settings(rules).forEach(layout::add);
        layout.blank();
        rules.channels().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(rule -> layout.add(new Statement.Channel(rule.getKey(), rule.getValue())));
        layout.add(new Statement.Channel(null, rules.otherChannels()));
        layout.blank();
        rules.classes().values().stream()
                .sorted(Comparator.comparing(PriorityClass::code))
                .forEach(rule -> layout.add(new Statement.Class(rule)));
        for (var line : rules.lines()) {
            layout.blank();
            statements(line).forEach(layout::add);
        }
        return layout.text();
    }

    /// The same statements and comments, in their form; a line that cannot be read stays as it is.
    public static String tidy(String text) {
        var layout = new Layout();
        var lines = RulesText.lines(text);
        for (var number = 1; number <= lines.size(); number++) {
            var line = lines.get(number - 1);
            var words = new Words(number, line);
            var comment = line.substring(Token.commentIn(line)).strip();
            if (words.isEmpty()) {
                layout.asIs(comment);
                continue;
            }
            try {
                layout.add(new StatementReader(words).read(), comment);
            } catch (Misread _) {
                layout.asIs(line.stripTrailing());
            }
        }
        return layout.text();
    }

    private static Stream<Statement> settings(Rules rules) {
        var ranking = rules.ranking();
        return Stream.of(
                new Statement.Time(Setting.LEASE, rules.lease()),
                new Statement.Time(Setting.EXCLUSION, rules.exclusion()),
                new Statement.Time(Setting.LAST_AGENT, ranking.lastAgent()),
                new Statement.Time(Setting.LEVEL_FIT, ranking.levelFit()),
                new Statement.Time(Setting.PREFERENCE, ranking.preference()),
                new Statement.Fairness(ranking.fairness()));
    }

    private static List<Statement> statements(Line line) {
        var statements = new ArrayList<Statement>();
        statements.add(new Statement.Head(line.name(), line.when(), line.priorityClass()));
        line.steps().forEach(step -> statements.add(new Statement.Step(step)));
        line.preferences().forEach(preference -> statements.add(new Statement.Prefer(preference)));
        line.overflows().forEach(overflow -> statements.add(new Statement.WayOut(overflow)));
        return statements;
    }
}
