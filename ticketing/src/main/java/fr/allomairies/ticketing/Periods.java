package fr.allomairies.ticketing;

import fr.allomairies.contact.CategoryCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// For how long personal data is kept, in months of 1 to [#MOST].
///
/// @param months after the last word on a closed request
/// @param categories other months for a category, or for all of a theme; the category decides before its theme, and
/// both
///     before the channel
/// @param channels other months for requests of a channel
/// @param traceMonths for numbers of callers, and for messages that became no request
public record Periods(int months, Map<String, Integer> categories, Map<String, Integer> channels, int traceMonths) {

    public static final int MOST = 1200;

    public Periods {
        categories = Map.copyOf(categories);
        channels = Map.copyOf(channels);
    }

    /// Of a category, unless the channel says otherwise.
    public int of(CategoryCode category) {
        var byTheme = categories.getOrDefault(category.theme(), months);
        return categories.getOrDefault(category.value(), byTheme);
    }

    public int least() {
        return all().min(Integer::compare).orElseThrow();
    }

    public boolean isPossible() {
        return Stream.concat(all(), Stream.of(traceMonths)).allMatch(each -> each >= 1 && each <= MOST);
    }

    private Stream<Integer> all() {
        return Stream.of(List.of(months), categories.values(), channels.values())
                .flatMap(Collection::stream);
    }
}
