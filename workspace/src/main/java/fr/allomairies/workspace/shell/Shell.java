package fr.allomairies.workspace.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the frame shows of the one who is signed in.
///
/// @param login absent when nobody is
public record Shell(@Nullable String login, String name, String initials, List<Place> places) {

    /// An entry of the navigation.
    public record Place(String path, String label, String icon, boolean current) {}

    public boolean opens(String path) {
        return places.stream().anyMatch(place -> place.path().equals(path));
    }

    static String initials(String name) {
        var words = name.strip().split("[\\s.-]+");
        var last = words.length > 1 ? words[words.length - 1] : "";
        return (first(words[0]) + first(last)).toUpperCase(java.util.Locale.ROOT);
    }

    private static String first(String word) {
        return word.isEmpty() ? "" : word.substring(0, 1);
    }
}
