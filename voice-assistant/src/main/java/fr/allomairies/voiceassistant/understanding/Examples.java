package fr.allomairies.voiceassistant.understanding;

import fr.allomairies.contact.CategoryCode;
import java.util.List;

/// The project's own example sentences: `sentences/<category>.txt`, one a line, `!` before those that are urgent.
public final class Examples {

    private static final String URGENT = "!";

    private Examples() {}

    public static List<Example> own() {
        return Resource.lines("sentences/index.txt")
                .flatMap(code -> of(code).stream())
                .toList();
    }

    private static List<Example> of(String code) {
        var category = new CategoryCode(code);
        return Resource.lines("sentences/" + code + ".txt")
                .map(line -> line.startsWith(URGENT)
                        ? new Example(line.substring(URGENT.length()).strip(), category, true)
                        : new Example(line, category, false))
                .toList();
    }
}
