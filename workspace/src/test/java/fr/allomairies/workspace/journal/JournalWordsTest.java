package fr.allomairies.workspace.journal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.Decision;
import fr.allomairies.contact.Event;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Whatever can be decided has words in the journal.
class JournalWordsTest {

    private final ResourceBundle words = ResourceBundle.getBundle("messages/journal", Locale.FRENCH);

    @Test
    void everyKindHasAName() {
        assertThat(JournalPages.KINDS)
                .contains("SessionEnded", "RulesActivated", "RecordingHeard")
                .allSatisfy(kind -> assertThat(words.containsKey("journal.kind." + kind))
                        .as(kind)
                        .isTrue());
    }

    @Test
    void everyFieldHasAName() {
        assertThat(decisions(Event.class)
                        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                        .map(field -> field.getName())
                        .filter(name -> !name.equals("at") && !name.equals("by"))
                        .distinct())
                .allSatisfy(name -> assertThat(words.containsKey("journal.field." + name))
                        .as(name)
                        .isTrue());
    }

    @Test
    void everyCodeHasWords() {
        assertThat(decisions(Event.class)
                        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
                        .map(field -> field.getType())
                        .filter(Class::isEnum)
                        .distinct()
                        .flatMap(type -> Arrays.stream(type.getEnumConstants()))
                        .map(Object::toString))
                .isNotEmpty()
                .allSatisfy(code -> assertThat(words.containsKey("journal.value." + code))
                        .as(code)
                        .isTrue());
    }

    /// In the log, in which `by` is a field of most.
    @Test
    void whoDecidedIsSaidByTheInterface() {
        assertThat(decisions(Event.class)).isNotEmpty().allMatch(Decision.class::isAssignableFrom);
        assertThat(all(Event.class)
                        .filter(type -> Arrays.stream(type.getRecordComponents())
                                .anyMatch(field -> field.getName().equals("by")
                                        && field.getType().getSimpleName().equals("AgentId")))
                        .filter(type -> !Decision.class.isAssignableFrom(type))
                        .map(Class::getSimpleName))
                .as("everyday work, which is the ticket's own history")
                .containsExactlyInAnyOrder(
                        "TicketClassified",
                        "TicketTaken",
                        "TicketGivenBack",
                        "TicketHandedOver",
                        "TicketDescribed",
                        "TicketStatusChanged",
                        "TicketFollowed",
                        "AgentMentioned",
                        "TaskAdded",
                        "TaskDone",
                        "TaskReopened",
                        "TaskCalledOff");
    }

    private static Stream<Class<?>> decisions(Class<?> type) {
        return all(type).filter(Decision.class::isAssignableFrom);
    }

    private static Stream<Class<?>> all(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(JournalWordsTest::all)
                : Stream.of(type);
    }
}
