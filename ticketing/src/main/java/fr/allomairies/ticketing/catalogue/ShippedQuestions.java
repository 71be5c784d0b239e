package fr.allomairies.ticketing.catalogue;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `questions.csv`, which the product comes with. A line that makes no sense stops the start and is named.
final class ShippedQuestions {

    static final Map<CategoryCode, List<Question>> QUESTIONS = of(Shipped.file("/questions.csv"));

    private ShippedQuestions() {}

    static Map<CategoryCode, List<Question>> of(String text) {
        var known = Shipped.CONTENT.categories().stream().map(Category::code).collect(Collectors.toSet());
        var questions = new TreeMap<String, List<Question>>();
        for (var line : CsvTable.read(text)) {
            try {
                var code = new CategoryCode(cell(line, "category"));
                if (!known.contains(code)) {
                    throw new IllegalArgumentException("there is no such category");
                }
                add(questions.computeIfAbsent(code.value(), _ -> new ArrayList<>()), question(line));
            } catch (RuntimeException e) {
                throw new IllegalStateException(
                        "questions, line of " + line.get("category") + " " + line.get("code") + ": " + e.getMessage(),
                        e);
            }
        }
        return questions.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        asked -> new CategoryCode(asked.getKey()), asked -> List.copyOf(asked.getValue())));
    }

    private static void add(List<Question> asked, Question question) {
        if (asked.stream().anyMatch(known -> known.code().equals(question.code()))) {
            throw new IllegalArgumentException("the question stands there twice");
        }
        asked.add(question);
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
                        .map(ShippedQuestions::option)
                        .toList());
    }

    private static Question.Option option(String written) {
        var parts = written.split("=");
        if (parts.length != 3) {
            throw new IllegalArgumentException("an option is code=français=English, was: " + written);
        }
        return new Question.Option(parts[0].strip(), parts[1].strip(), parts[2].strip());
    }

    private static String cell(Map<String, String> line, String column) {
        var cell = line.get(column);
        if (cell == null || cell.isBlank()) {
            throw new IllegalArgumentException(column + " is missing");
        }
        return cell.strip();
    }
}
