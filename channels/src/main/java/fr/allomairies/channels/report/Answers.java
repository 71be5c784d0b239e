package fr.allomairies.channels.report;

import fr.allomairies.channels.content.PlainText;
import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Question;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// What is answered to the questions of a category: `attribute[code]`, or `attribute[code][]` where several may be
/// chosen.
@Component
class Answers {

    private static final String PREFIX = "attribute[";
    private static final String OF_SEVERAL = "[]";
    private static final String BETWEEN = ",";

    private final Catalogue catalogue;
    private final Wording wording;

    Answers(Catalogue catalogue, Wording wording) {
        this.catalogue = catalogue;
        this.wording = wording;
    }

    /// A form whose fields have one value each, those of several in one.
    static Map<String, String> form(Map<String, String[]> parameters) {
        var form = new LinkedHashMap<String, String>();
        parameters.forEach((name, values) -> form.put(
                name, name.startsWith(PREFIX) && name.endsWith(OF_SEVERAL) ? String.join(BETWEEN, values) : values[0]));
        return form;
    }

    /// A line for each question that is answered, in words, and for each that had to be.
    ///
    /// @param strict refuses what is missing, and what is not asked
    List<String> read(CategoryCode category, Map<String, String> form, String language, boolean strict) throws Fault {
        var unknown =
                form.keySet().stream().filter(name -> name.startsWith(PREFIX)).collect(Collectors.toSet());
        var lines = new ArrayList<String>();
        for (var question : catalogue.questions(category)) {
            var name = PREFIX + question.code() + "]";
            var given = Optional.ofNullable(form.get(name))
                    .or(() -> Optional.ofNullable(form.get(name + OF_SEVERAL)))
                    .map(String::strip)
                    .filter(answer -> !answer.isEmpty());
            unknown.removeAll(List.of(name, name + OF_SEVERAL));
            if (given.isPresent()) {
                lines.add(line(question, words(question, name, given.get(), language), language));
            } else if (question.required()) {
                if (strict) {
                    throw Fault.badRequest(name + " was not provided");
                }
                lines.add(line(question, wording.of("channels.report.unanswered", language), language));
            }
        }
        if (strict && !unknown.isEmpty()) {
            throw Fault.badRequest(PREFIX + "] is not asked of this service: "
                    + PlainText.line(String.join(", ", unknown), Question.LONGEST_ANSWER));
        }
        return lines;
    }

    private static String line(Question question, String words, String language) {
        var label = question.label(language);
        return (label.endsWith("?") ? label : label + (language.equals("en") ? ":" : " :")) + " " + words;
    }

    private static String words(Question question, String name, String given, String language) throws Fault {
        if (question.options().isEmpty()) {
            if (given.length() > Question.LONGEST_ANSWER) {
                throw Fault.badRequest(name + " has more than " + Question.LONGEST_ANSWER + " characters");
            }
            return PlainText.line(given, Question.LONGEST_ANSWER);
        }
        var chosen = new HashSet<>(Arrays.asList(given.split(BETWEEN)));
        var labels = question.options().stream()
                .filter(option -> chosen.remove(option.code()))
                .map(option -> option.label(language))
                .toList();
        if (!chosen.isEmpty() || labels.size() > 1 && !question.several()) {
            throw Fault.badRequest(name + " is " + (question.several() ? "some" : "one") + " of "
                    + question.options().stream().map(Question.Option::code).collect(Collectors.joining(", ")));
        }
        return String.join(", ", labels);
    }
}
