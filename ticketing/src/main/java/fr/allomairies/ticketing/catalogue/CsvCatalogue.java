package fr.allomairies.ticketing.catalogue;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.Skill;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.Question;
import fr.allomairies.ticketing.TicketKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/// `catalogue.csv` and `questions.csv` on the class path. A line that makes no sense stops the start and is named.
@Component
class CsvCatalogue implements Catalogue {

    private static final String CATEGORIES = "/catalogue.csv";
    private static final String QUESTIONS = "/questions.csv";
    private static final CategoryCode OTHER = new CategoryCode("other");

    private final Map<CategoryCode, Category> categories = new LinkedHashMap<>();
    private final Map<CategoryCode, List<Question>> questions = new LinkedHashMap<>();
    private final Category other;

    CsvCatalogue() {
        this(CsvCatalogue.class.getResourceAsStream(CATEGORIES), CsvCatalogue.class.getResourceAsStream(QUESTIONS));
    }

    CsvCatalogue(InputStream categories, InputStream questions) {
        read(categories, this::add);
        read(questions, this::ask);
        other = category(OTHER).orElseThrow(() -> new IllegalStateException("the catalogue needs a category `other`"));
    }

    private static void read(InputStream file, Consumer<Map<String, String>> line) {
        try (file;
                MappingIterator<Map<String, String>> lines = new CsvMapper()
                        .readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(file)) {
            lines.forEachRemaining(line);
        } catch (IOException e) {
            throw new UncheckedIOException("the catalogue cannot be read", e);
        }
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

    @Override
    public List<Question> questions(CategoryCode code) {
        return List.copyOf(questions.getOrDefault(code, List.of()));
    }

    private void ask(Map<String, String> line) {
        try {
            var code = new CategoryCode(cell(line, "category"));
            if (!categories.containsKey(code)) {
                throw new IllegalArgumentException("there is no such category");
            }
            var asked = questions.computeIfAbsent(code, _ -> new ArrayList<>());
            var question = question(line);
            if (asked.stream().anyMatch(known -> known.code().equals(question.code()))) {
                throw new IllegalArgumentException("the question stands there twice");
            }
            asked.add(question);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "questions, line of " + line.get("category") + " " + line.get("code") + ": " + e.getMessage(), e);
        }
    }

    private static Question question(Map<String, String> line) {
        return new Question(
                cell(line, "code"),
                "yes".equals(cell(line, "required")),
                "yes".equals(cell(line, "several")),
                cell(line, "label_fr"),
                cell(line, "label_en"),
                Arrays.stream(line.getOrDefault("options", "").split(";"))
                        .filter(option -> !option.isBlank())
                        .map(CsvCatalogue::option)
                        .toList());
    }

    private static Question.Option option(String written) {
        var parts = written.split("=");
        if (parts.length != 3) {
            throw new IllegalArgumentException("an option is code=français=English, was: " + written);
        }
        return new Question.Option(parts[0].strip(), parts[1].strip(), parts[2].strip());
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
