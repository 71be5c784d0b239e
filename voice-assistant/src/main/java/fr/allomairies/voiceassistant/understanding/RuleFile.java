package fr.allomairies.voiceassistant.understanding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file of regular expressions under headings. What stands before the first heading gives names to words:
/// `KID = enfants?|bebe`; then `KID` stands for them, and ` ~4 ` for up to four words in between.
final class RuleFile {

    private static final Pattern NAME = Pattern.compile("(?<!\\\\)\\b[A-Z]{2,}\\b");
    private static final Pattern GAP = Pattern.compile(" ~(\\d+)(?= )");

    private final Map<String, String> names = new HashMap<>();
    private final LinkedHashMap<String, List<Pattern>> sections = new LinkedHashMap<>();

    private RuleFile() {}

    /// @return the rules by heading
    static Map<String, List<Pattern>> read(String resource) {
        var file = new RuleFile();
        Resource.lines(resource).forEach(file::take);
        return file.sections;
    }

    private void take(String line) {
        if (line.startsWith("[")) {
            sections.put(line.substring(1, line.length() - 1), new ArrayList<>());
        } else if (sections.isEmpty()) {
            var parts = line.split(" = ", 2);
            names.put(parts[0], "(?:" + writtenOut(parts[1]) + ")");
        } else {
            sections.lastEntry().getValue().add(rule(writtenOut(line)));
        }
    }

    private String writtenOut(String line) {
        var named = NAME.matcher(line).replaceAll(name -> Matcher.quoteReplacement(words(name.group())));
        return GAP.matcher(named).replaceAll("(?: [^ ]+){0,$1}");
    }

    private String words(String name) {
        var words = names.get(name);
        if (words == null) {
            throw new IllegalStateException("a name without words: " + name);
        }
        return words;
    }

    /// Whole words only.
    private static Pattern rule(String line) {
        return Pattern.compile("(?<= )(?:" + Alternatives.byFirstLetter(line) + ")(?= )");
    }
}
