package fr.allomairies.channels.chat;

import fr.allomairies.channels.chat.AssistantLines.Line;
import fr.allomairies.channels.content.PlainText;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.voiceassistant.Assistant.Briefing;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Assistant.Slot;
import fr.allomairies.voiceassistant.AssistantWording;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What the assistant says, and what it leaves to the téléconseiller: first what it found out, then every line. All but
/// the citizen's own words is quoted, so that nothing else of it is taken for his.
@Component
class BriefingText {

    private static final int SUBJECT = 80;

    private final AssistantWording wording;

    BriefingText(Catalogue catalogue) {
        wording = new AssistantWording(Locale.FRENCH, code -> label(catalogue, code));
    }

    String of(List<Reply> replies) {
        return wording.of(replies);
    }

    String of(Briefing briefing, List<Line> talk) {
        return Stream.concat(
                        Stream.of(quoted(wording.of(briefing)), ""),
                        talk.stream().map(line -> line.isFromCitizen() ? line.text() : quoted(line.text())))
                .collect(Collectors.joining("\n"));
    }

    Told told(Briefing briefing, List<Line> talk) {
        var matter = briefing.matter();
        var place = briefing.slots().getOrDefault(Slot.WHERE, "");
        return new Told(
                subject(talk),
                matter == null ? null : matter.category().value(),
                matter == null ? 0 : matter.probability(),
                briefing.words(),
                briefing.urgent(),
                place.isEmpty() ? null : place);
    }

    /// His longest line says most.
    private static String subject(List<Line> talk) {
        return talk.stream()
                .filter(Line::isFromCitizen)
                .map(line -> PlainText.line(line.text(), SUBJECT))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static String quoted(String text) {
        return text.lines().map(line -> "> " + line).collect(Collectors.joining("\n"));
    }

    private static String label(Catalogue catalogue, CategoryCode code) {
        return catalogue.category(code).map(Category::labelFr).orElseGet(code::value);
    }
}
