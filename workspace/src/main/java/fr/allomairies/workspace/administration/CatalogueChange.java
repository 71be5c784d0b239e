package fr.allomairies.workspace.administration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What is other in a row of the catalogue.
///
/// @param kind `new`, `changed` or `gone`
/// @param fields those that differ; all of a new one
public record CatalogueChange(String key, String kind, List<Field> fields) {

    /// @param before empty for a new row
    /// @param after empty for one that is gone
    public record Field(String name, String before, String after) {}

    /// In the order of the new rows, then those that are gone.
    static List<CatalogueChange> between(
            Map<String, Map<String, String>> before, Map<String, Map<String, String>> after) {
        var keys = new LinkedHashSet<>(after.keySet());
        keys.addAll(before.keySet());
        var changes = new ArrayList<CatalogueChange>();
        keys.forEach(key -> {
            var fields = fields(before.getOrDefault(key, Map.of()), after.getOrDefault(key, Map.of()));
            if (!fields.isEmpty()) {
                changes.add(new CatalogueChange(key, kind(key, before, after), fields));
            }
        });
        return List.copyOf(changes);
    }

    private static String kind(
            String key, Map<String, Map<String, String>> before, Map<String, Map<String, String>> after) {
        if (!before.containsKey(key)) {
            return "new";
        }
        return after.containsKey(key) ? "changed" : "gone";
    }

    private static List<Field> fields(Map<String, String> before, Map<String, String> after) {
        var names = new LinkedHashSet<>(after.keySet());
        names.addAll(before.keySet());
        return names.stream()
                .map(name -> new Field(name, before.getOrDefault(name, ""), after.getOrDefault(name, "")))
                .filter(field -> !Objects.equals(field.before(), field.after()))
                .toList();
    }
}
