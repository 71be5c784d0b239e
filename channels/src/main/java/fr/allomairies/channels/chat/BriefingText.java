package fr.allomairies.channels.chat;

import fr.allomairies.channels.chat.AssistantLines.Line;
import fr.allomairies.channels.content.PlainText;
import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.voiceassistant.Assistant.Briefing;
import fr.allomairies.voiceassistant.Assistant.Ending;
import fr.allomairies.voiceassistant.Assistant.Prompt;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Assistant.Slot;
import fr.allomairies.voiceassistant.Assistant.Turn;
import fr.allomairies.voiceassistant.AssistantWording;
import fr.allomairies.voiceassistant.Manner;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the assistant says, and what it leaves to the téléconseiller: first what it found out, then every line. All but
/// the citizen's own words is quoted, so that nothing else of it is taken for his.
@Component
class BriefingText {

    private static final int SUBJECT = 80;

    private static final Set<Prompt> PASSING_ON =
            Set.of(Prompt.PERSON, Prompt.PASSED_ON, Prompt.LOST, Prompt.INSULT, Prompt.OTHER_LANGUAGE);

    private final AssistantWording wording;
    private final Wording words;

    BriefingText(Catalogue catalogue, Manner manner, Wording words) {
        this.words = words;
        wording = new AssistantWording(manner, Locale.FRENCH, code -> label(catalogue, code));
    }

    String of(List<Reply> replies) {
        return wording.of(replies);
    }

    /// The first that is said to who waits.
    String busy() {
        return wording.busy();
    }

    /// To who waits for a person. What the assistant says at its end is said otherwise: he has not reached anybody yet.
    String whileWaiting(Turn turn, String ticket, @Nullable EmailAddress email) {
        var said = turn.replies().stream().filter(reply -> !isPassingOn(reply)).toList();
        return Stream.concat(
                        Stream.of(wording.of(said)).filter(text -> !text.isEmpty()),
                        Stream.ofNullable(turn.ending()).flatMap(ending -> whatComes(turn, ending, ticket, email)))
                .collect(Collectors.joining("\n"));
    }

    private static boolean isPassingOn(Reply reply) {
        return reply instanceof Reply.Say(var prompt) && PASSING_ON.contains(prompt);
    }

    /// Who was asked how he wants to go on, and is handed over all the same, waits.
    private Stream<String> whatComes(Turn turn, Ending ending, String ticket, @Nullable EmailAddress email) {
        return switch (ending) {
            case Ending.Goodbye _, Ending.CallBack _ -> Stream.empty();
            case Ending.Joined _ -> Stream.of(joined(ticket, email));
            case Ending.InWriting _ -> Stream.of(noted(ticket, email));
            case Ending.Handover(var briefing)
            when turn.state().slow() != null || !Relief.isEnough(briefing) -> Stream.of(wording.keepsPlace());
            case Ending.Handover _ -> Stream.of(noted(ticket, email));
        };
    }

    /// To who need not wait.
    String noted(String ticket, @Nullable EmailAddress email) {
        return wording.noted(ticket, email == null ? null : email.value());
    }

    String of(Briefing briefing, List<Line> talk) {
        return Stream.concat(
                        Stream.of(quoted(wording.of(briefing)), ""),
                        talk.stream().map(line -> line.isFromCitizen() ? line.text() : quoted(line.text())))
                .collect(Collectors.joining("\n"));
    }

    /// To who is with the request of others.
    String joined(String ticket, @Nullable EmailAddress email) {
        return wording.joined(ticket, email == null ? null : email.value());
    }

    /// To the téléconseiller: he would rather be answered in writing than wait.
    String wantsWriting() {
        return quoted(words.of("channels.chat.wants-writing", AssistantTalk.LANGUAGE));
    }

    /// To who was to be with the request of others, which was settled meanwhile.
    String passedOn() {
        return wording.of(List.of(new Reply.Say(Prompt.PASSED_ON)));
    }

    /// @param sure probability from which the matter is taken for certain
    /// @param joins number of the request of others that it is one with
    Told told(Briefing briefing, List<Line> talk, double sure, @Nullable String joins) {
        var matter = briefing.matter();
        var place = briefing.slots().getOrDefault(Slot.WHERE, "");
        return new Told(
                subject(talk),
                matter == null ? null : matter.category().value(),
                matter == null ? 0 : matter.probability(),
                matter != null && matter.probability() >= sure,
                briefing.words(),
                briefing.urgent(),
                place.isEmpty() ? null : place,
                joins);
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
