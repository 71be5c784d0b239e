package fr.allomairies.ticketing.catalogue;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.Skill;
import fr.allomairies.ticketing.CatalogueVersions.Part;
import fr.allomairies.ticketing.CatalogueVersions.Problem;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.MunicipalService;
import fr.allomairies.ticketing.MunicipalService.Way;
import fr.allomairies.ticketing.TicketKind;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Services and categories as CSV. A line that makes no sense is named by its number; the header is line 1.
final class CatalogueFiles {

    static final List<String> SERVICE_COLUMNS =
            List.of("code", "label_fr", "label_en", "way", "email", "webhook", "working_days", "outside", "active");
    static final List<String> CATEGORY_COLUMNS = List.of(
            "code",
            "kind",
            "label_fr",
            "label_en",
            "service",
            "skill",
            "urgent_possible",
            "target_working_days",
            "active");

    private CatalogueFiles() {}

    static Lines<MunicipalService> services(String text) {
        return read(Part.SERVICES, text, SERVICE_COLUMNS, CatalogueFiles::service);
    }

    static Lines<Category> categories(String text) {
        return read(Part.CATEGORIES, text, CATEGORY_COLUMNS, CatalogueFiles::category);
    }

    static Map<String, String> row(MunicipalService service) {
        var row = new LinkedHashMap<String, String>();
        row.put("code", service.code().value());
        row.put("label_fr", service.labelFr());
        row.put("label_en", service.labelEn());
        row.put("way", service.way().name().toLowerCase(Locale.ROOT));
        row.put("email", service.email() == null ? "" : service.email().value());
        row.put("webhook", Objects.toString(service.webhook(), ""));
        row.put("working_days", String.valueOf(service.workingDays()));
        row.put("outside", yes(service.outside()));
        row.put("active", yes(service.active()));
        return row;
    }

    static Map<String, String> row(Category category) {
        var row = new LinkedHashMap<String, String>();
        row.put("code", category.code().value());
        row.put("kind", category.kind().name().toLowerCase(Locale.ROOT));
        row.put("label_fr", category.labelFr());
        row.put("label_en", category.labelEn());
        row.put("service", category.service().value());
        row.put("skill", category.skill().value());
        row.put("urgent_possible", yes(category.urgentPossible()));
        row.put("target_working_days", String.valueOf(category.targetWorkingDays()));
        row.put("active", yes(category.active()));
        return row;
    }

    static String servicesText(List<MunicipalService> services) {
        return CsvTable.write(
                SERVICE_COLUMNS, services.stream().map(CatalogueFiles::row).toList());
    }

    static String categoriesText(List<Category> categories) {
        return CsvTable.write(
                CATEGORY_COLUMNS, categories.stream().map(CatalogueFiles::row).toList());
    }

    private static String yes(boolean value) {
        return value ? "yes" : "no";
    }

    private static <T> Lines<T> read(Part part, String text, List<String> columns, Function<Cells, T> reader) {
        List<Map<String, String>> lines;
        try {
            lines = CsvTable.read(text);
        } catch (JacksonException _) {
            return new Lines<>(List.of(), List.of(new Problem(part, "1", "unreadable", "")));
        }
        var read = new ArrayList<T>();
        var problems = new ArrayList<Problem>();
        for (var at = 0; at < lines.size(); at++) {
            var where = String.valueOf(at + 2);
            try {
                read.add(reader.apply(new Cells(lines.get(at))));
            } catch (Wrong wrong) {
                problems.add(new Problem(part, where, wrong.code, wrong.value));
            }
        }
        if (lines.isEmpty()) {
            problems.add(new Problem(part, "1", "nothing", String.join(",", columns)));
        }
        return new Lines<>(read, problems);
    }

    private static MunicipalService service(Cells cells) {
        return new MunicipalService(
                cells.as("code", ServiceCode::new),
                cells.text("label_fr"),
                cells.text("label_en"),
                cells.choice("way", Way.values()),
                cells.maybe("email", EmailAddress::new),
                cells.maybe("webhook", URI::create),
                cells.number("working_days"),
                cells.yes("outside", false),
                cells.yes("active", true));
    }

    private static Category category(Cells cells) {
        return new Category(
                cells.as("code", CategoryCode::new),
                cells.choice("kind", TicketKind.values()),
                cells.text("label_fr"),
                cells.text("label_en"),
                cells.as("service", ServiceCode::new),
                cells.as("skill", Skill::new),
                cells.yes("urgent_possible", false),
                cells.number("target_working_days"),
                cells.yes("active", true));
    }

    record Lines<T>(List<T> lines, List<Problem> problems) {}

    /// One line; a cell that makes no sense says which it is.
    private record Cells(Map<String, String> line) {

        String text(String column) {
            var value = cell(column);
            if (value.isEmpty()) {
                throw new Wrong("column-empty", column);
            }
            return value;
        }

        <T> T as(String column, Function<String, T> form) {
            var value = text(column);
            try {
                return form.apply(value);
            } catch (IllegalArgumentException _) {
                throw new Wrong("cell-form", column + ": " + value);
            }
        }

        <T> @Nullable T maybe(String column, Function<String, T> form) {
            return cell(column).isEmpty() ? null : as(column, form);
        }

        <T extends Enum<T>> T choice(String column, T[] values) {
            var value = text(column);
            return Arrays.stream(values)
                    .filter(each -> each.name().equalsIgnoreCase(value))
                    .findFirst()
                    .orElseThrow(() -> new Wrong("cell-form", column + ": " + value));
        }

        int number(String column) {
            return as(column, Integer::parseInt);
        }

        boolean yes(String column, boolean otherwise) {
            return switch (cell(column)) {
                case "yes", "oui" -> true;
                case "no", "non" -> false;
                case "" -> otherwise;
                default -> throw new Wrong("cell-form", column + ": " + cell(column));
            };
        }

        private String cell(String column) {
            return Objects.requireNonNullElse(line.get(column), "").strip();
        }
    }

    private static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String code;
        private final String value;

        private Wrong(String code, String value) {
            super(code + " " + value);
            this.code = code;
            this.value = value;
        }
    }
}
