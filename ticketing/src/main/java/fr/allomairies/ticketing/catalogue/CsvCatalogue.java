package fr.allomairies.ticketing.catalogue;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.Skill;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.TicketKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/// `catalogue.csv` on the class path. A line that makes no sense stops the start and is named.
@Component
class CsvCatalogue implements Catalogue {

    private static final String FILE = "/catalogue.csv";
    private static final CategoryCode OTHER = new CategoryCode("other");

    private final Map<CategoryCode, Category> categories = new LinkedHashMap<>();
    private final Category other;

    CsvCatalogue() {
        this(CsvCatalogue.class.getResourceAsStream(FILE));
    }

    CsvCatalogue(InputStream file) {
        try (file;
                MappingIterator<Map<String, String>> lines = new CsvMapper()
                        .readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(file)) {
            lines.forEachRemaining(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException("the catalogue cannot be read", e);
        }
        other = category(OTHER).orElseThrow(() -> new IllegalStateException("the catalogue needs a category `other`"));
    }

    @Override
    public List<Category> categories() {
        return List.copyOf(categories.values());
    }

    @Override
    public Optional<Category> category(CategoryCode code) {
        return Optional.ofNullable(categories.get(code));
    }

    @Override
    public Category other() {
        return other;
    }

    @Override
    public List<ServiceCode> services() {
        return categories.values().stream()
                .map(Category::service)
                .distinct()
                .sorted()
                .toList();
    }

    private void add(Map<String, String> line) {
        try {
            var category = category(line);
            if (categories.put(category.code(), category) != null) {
                throw new IllegalArgumentException("the code stands there twice");
            }
        } catch (RuntimeException e) {
            throw new IllegalStateException("catalogue, line of " + line.get("code") + ": " + e.getMessage(), e);
        }
    }

    private static Category category(Map<String, String> line) {
        return new Category(
                new CategoryCode(cell(line, "code")),
                TicketKind.valueOf(cell(line, "kind").toUpperCase(Locale.ROOT)),
                cell(line, "label_fr"),
                cell(line, "label_en"),
                new ServiceCode(cell(line, "service")),
                new Skill(cell(line, "skill")),
                "yes".equals(cell(line, "urgent_possible")),
                Integer.parseInt(cell(line, "target_working_days")));
    }

    private static String cell(Map<String, String> line, String column) {
        var value = line.get(column);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the column " + column + " is empty");
        }
        return value;
    }
}
