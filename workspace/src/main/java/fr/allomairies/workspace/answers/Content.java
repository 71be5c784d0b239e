package fr.allomairies.workspace.answers;

import java.util.Optional;
import java.util.stream.Stream;

/// @param english empty where the French text is inserted for everybody
public record Content(String title, String french, String english) {

    static final int LONGEST_TITLE = 80;
    static final int LONGEST_TEXT = 4000;

    static Content typed(String title, String french, String english) {
        return new Content(title.replaceAll("\\s+", " ").strip(), text(french), text(english));
    }

    private static String text(String typed) {
        return typed.replaceAll("\\R", "\n").strip();
    }

    /// Why nobody may keep it.
    Optional<Problem> problem() {
        if (title.isEmpty() || title.length() > LONGEST_TITLE) {
            return Optional.of(new Problem("title-form", ""));
        }
        if (french.isEmpty() || french.length() > LONGEST_TEXT || english.length() > LONGEST_TEXT) {
            return Optional.of(new Problem("text-form", ""));
        }
        return Stream.of(french, english)
                .flatMap(text -> Variable.unknownIn(text).stream())
                .findFirst()
                .map(unknown -> new Problem("variable-unknown", unknown));
    }
}
