package fr.allomairies.workspace.administration;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.telephony.CityNumber;
import fr.allomairies.telephony.CityNumber.Hours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A number as typed in the form: anything may be wrong in it.
///
/// @param category code; empty for the menu
/// @param hours `house`, `always` or `own`
/// @param week what was typed for each day, by its name in English
/// @param closures days such as 24/12/2026, separated by commas or spaces
public record NumberForm(
        String number,
        String name,
        String category,
        String language,
        boolean relayed,
        String hours,
        Map<String, String> week,
        String closures) {

    static final List<DayOfWeek> DAYS = List.of(DayOfWeek.values());

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("dd/MM/uuuu").withResolverStyle(ResolverStyle.STRICT);
    private static final String DAY = "week.";

    static NumberForm blank(@Nullable String number) {
        return new NumberForm(number == null ? "" : number, "", "", "fr", false, "house", Map.of(), "");
    }

    static NumberForm of(CityNumber known) {
        var matter = known.straightTo();
        var own = known.hours() instanceof Hours.Own hours ? hours : new Hours.Own(Map.of(), Set.of());
        return new NumberForm(
                known.number(),
                known.name(),
                matter == null ? "" : matter.value(),
                known.language(),
                known.relayed(),
                word(known.hours()),
                own.week().entrySet().stream()
                        .collect(Collectors.toMap(day -> day.getKey().name(), Map.Entry::getValue)),
                own.closures().stream().sorted().map(DATE::format).collect(Collectors.joining(", ")));
    }

    static String word(Hours hours) {
        return switch (hours) {
            case Hours.OfTheHouse() -> "house";
            case Hours.Always() -> "always";
            case Hours.Own _ -> "own";
        };
    }

    static NumberForm read(Map<String, String> fields) {
        return new NumberForm(
                typed(fields, "number"),
                typed(fields, "name"),
                typed(fields, "category"),
                typed(fields, "language"),
                fields.containsKey("relayed"),
                typed(fields, "hours"),
                DAYS.stream().collect(Collectors.toMap(DayOfWeek::name, day -> typed(fields, DAY + day))),
                typed(fields, "closures"));
    }

    private static String typed(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "").strip();
    }

    /// Empty when a closure is no date.
    Optional<CityNumber> read() {
        return readHours()
                .map(read -> new CityNumber(
                        number, name, category.isEmpty() ? null : new CategoryCode(category), language, relayed, read));
    }

    private Optional<Hours> readHours() {
        return switch (hours) {
            case "always" -> Optional.of(new Hours.Always());
            case "own" -> own();
            default -> Optional.of(new Hours.OfTheHouse());
        };
    }

    private Optional<Hours> own() {
        var spans = new EnumMap<DayOfWeek, String>(DayOfWeek.class);
        DAYS.stream()
                .filter(day -> !week.getOrDefault(day.name(), "").isEmpty())
                .forEach(day -> spans.put(day, week.getOrDefault(day.name(), "")));
        try {
            return Optional.of(new Hours.Own(spans, dates()));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private Set<LocalDate> dates() {
        return Arrays.stream(closures.split("[,;\\s]+", -1))
                .filter(date -> !date.isEmpty())
                .map(date -> LocalDate.parse(date, DATE))
                .collect(Collectors.toSet());
    }
}
