package fr.allomairies.workspace.administration;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.routing.Finding;
import fr.allomairies.routing.Phrase;
import fr.allomairies.routing.Phrase.Named;
import fr.allomairies.routing.Phrase.Said;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.workspace.AgentDirectory;
import fr.allomairies.workspace.PhoneNumbers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Findings and rules in the reader's language.
@Component
public class RulesWording {

    private final MessageSource messages;
    private final Catalogue catalogue;
    private final AgentDirectory directory;

    RulesWording(MessageSource messages, Catalogue catalogue, AgentDirectory directory) {
        this.messages = messages;
        this.catalogue = catalogue;
        this.directory = directory;
    }

    /// @param severity `REFUSAL` or `WARNING`
    public record Sentence(int line, int column, String severity, String text) {}

    public record Paragraph(String title, List<String> sentences) {}

    public List<Sentence> findings(List<Finding> findings, Locale locale) {
        return findings.stream()
                .map(finding -> new Sentence(
                        finding.line(), finding.column(), finding.severity().name(), text(finding, locale)))
                .toList();
    }

    List<Paragraph> reading(List<Phrase.Paragraph> paragraphs, Locale locale) {
        return paragraphs.stream()
                .map(paragraph -> new Paragraph(
                        capital(text(paragraph.title(), locale)),
                        paragraph.sentences().stream()
                                .map(sentence -> capital(text(sentence, locale)))
                                .toList()))
                .toList();
    }

    private String text(Finding finding, Locale locale) {
        var sentence = message(
                "rules.finding." + finding.code(), locale, finding.arguments().toArray());
        return finding.suggestion() == null
                ? sentence
                : sentence + " " + message("rules.suggestion", locale, finding.suggestion());
    }

    private String text(Phrase phrase, Locale locale) {
        return switch (phrase) {
            case Said(var key, var parts) ->
                message(
                        "rules.read." + key,
                        locale,
                        parts.stream().map(part -> text(part, locale)).toArray());
            case Named named -> label(named, locale);
            case Phrase.Time(var value) -> time(value, locale);
            case Phrase.Figure(var value) -> locale.getLanguage().equals("fr") ? value.replace('.', ',') : value;
        };
    }

    private String label(Named named, Locale locale) {
        var code = named.code();
        return switch (named.kind()) {
            case SKILL -> labelled("skill." + code, code, locale);
            case CHANNEL -> labelled("channel." + code, code, locale);
            case CATEGORY -> category(code, locale);
            case LANGUAGE -> Locale.of(code).getDisplayLanguage(locale);
            case NUMBER -> PhoneNumbers.written(code);
            case COMMUNE, PRIORITY_CLASS, LINE -> code;
            case AGENT -> directory.nameOf(new AgentId(code));
            case WAY_OUT -> labelled("rules.way." + code, code, locale);
        };
    }

    /// A theme has no label of its own.
    private String category(String code, Locale locale) {
        return catalogue
                .category(new CategoryCode(code))
                .map(category -> category.label(locale.getLanguage()))
                .map(label -> "« " + label + " »")
                .orElse(code);
    }

    private static String time(Duration time, Locale locale) {
        var days = locale.getLanguage().equals("fr") ? " j" : " d";
        var text = Stream.of(
                        part(time.toDaysPart(), days),
                        part(time.toHoursPart(), " h"),
                        part(time.toMinutesPart(), " min"),
                        part(time.toSecondsPart(), " s"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return text.isEmpty() ? "0 s" : text;
    }

    private static String part(long number, String unit) {
        return number == 0 ? "" : number + unit;
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private String labelled(String key, String code, Locale locale) {
        return Objects.requireNonNull(messages.getMessage(key, null, code, locale));
    }

    private String message(String key, Locale locale, Object... values) {
        return messages.getMessage(key, values, locale);
    }
}
