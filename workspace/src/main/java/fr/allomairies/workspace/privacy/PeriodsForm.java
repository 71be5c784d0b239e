package fr.allomairies.workspace.privacy;

import fr.allomairies.ticketing.Periods;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Times as typed in the form: anything may be wrong in them.
///
/// @param exceptions months by `category.` or `channel.` and a code, such as `category.roads`
/// @param code of one more, in the same form; empty for none
public record PeriodsForm(
        String months, String traceMonths, Map<String, String> exceptions, String code, String codeMonths) {

    private static final String CATEGORY = "category.";
    private static final String CHANNEL = "channel.";

    static PeriodsForm of(Periods periods) {
        var exceptions = new TreeMap<String, String>();
        periods.categories().forEach((code, months) -> exceptions.put(CATEGORY + code, String.valueOf(months)));
        periods.channels().forEach((code, months) -> exceptions.put(CHANNEL + code, String.valueOf(months)));
        return new PeriodsForm(
                String.valueOf(periods.months()), String.valueOf(periods.traceMonths()), exceptions, "", "");
    }

    static PeriodsForm read(Map<String, String> fields) {
        var exceptions = new TreeMap<String, String>();
        fields.forEach((name, value) -> {
            if (name.startsWith(CATEGORY) || name.startsWith(CHANNEL)) {
                exceptions.put(name, value.strip());
            }
        });
        return new PeriodsForm(
                typed(fields, "months"),
                typed(fields, "traceMonths"),
                exceptions,
                typed(fields, "code"),
                typed(fields, "codeMonths"));
    }

    private static String typed(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "").strip();
    }

    /// Empty when something is no number. An exception without months is none.
    Optional<Periods> read() {
        var all = new TreeMap<>(exceptions);
        if (!code.isEmpty()) {
            all.put(code, codeMonths.isEmpty() ? "?" : codeMonths);
        }
        try {
            return Optional.of(new Periods(
                    Integer.parseInt(months), of(CATEGORY, all), of(CHANNEL, all), Integer.parseInt(traceMonths)));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Map<String, Integer> of(String kind, Map<String, String> all) {
        var months = new TreeMap<String, Integer>();
        all.forEach((code, value) -> {
            if (code.startsWith(kind) && !value.isEmpty()) {
                months.put(code.substring(kind.length()), Integer.parseInt(value));
            }
        });
        return months;
    }
}
