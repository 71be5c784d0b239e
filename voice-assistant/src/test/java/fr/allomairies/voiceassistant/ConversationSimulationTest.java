package fr.allomairies.voiceassistant;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.voiceassistant.Assistant.Ending;
import fr.allomairies.voiceassistant.Assistant.Prompt;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Assistant.Turn;
import fr.allomairies.voiceassistant.Assistant.Why;
import fr.allomairies.voiceassistant.DialogueState.Slow;
import fr.allomairies.voiceassistant.Manner.Changes;
import fr.allomairies.voiceassistant.RequestStatus.Stage;
import fr.allomairies.voiceassistant.understanding.Example;
import fr.allomairies.voiceassistant.understanding.Examples;
import fr.allomairies.voiceassistant.understanding.IntentClassifier;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Citizens who say anything at all, to the whole of what the product is built with.
class ConversationSimulationTest {

    static final int CONVERSATIONS = 1_000;

    /// Lines of the citizen until it is over, at the very most.
    static final int LONGEST = 12;

    static final Set<Prompt> ENDS =
            Set.of(Prompt.PERSON, Prompt.PASSED_ON, Prompt.LOST, Prompt.INSULT, Prompt.OTHER_LANGUAGE, Prompt.GOODBYE);

    static final Set<String> TOLD = Set.of("civil", "waste", "lighting");

    static final List<String> SENTENCES =
            Examples.own().stream().map(Example::text).toList();

    static final List<String> ANSWERS = List.of(
            "oui",
            "non",
            "1",
            "2",
            "7",
            "9",
            "*",
            "0",
            "",
            "merci",
            "au revoir",
            "bonjour",
            "je sais pas",
            "12 rue Masséna à Nice",
            "non c'est avenue Thiers",
            "depuis mardi",
            "NCA-26-000123",
            "NCA-26-000123",
            "nca 26 123",
            "NCA-26-999999",
            "oui merci",
            "oui",
            "conseiller",
            "hello please",
            "ta gueule",
            "asdfgh",
            "😀😀",
            "x".repeat(500),
            "non non non",
            "aucun");

    static final List<String> KEYED = List.of(
            "0",
            "1",
            "1",
            "2",
            "2",
            "3",
            "4",
            "5",
            "6",
            "6",
            "6",
            "7",
            "8",
            "9",
            "",
            "NCA-26-000123",
            "NCA-26-000123",
            "NCA-99-000001");

    /// Lines about how to go on, at the very most.
    static final int PROPOSALS = 6;

    static final List<String> GOING_ON = List.of(
            "1", "1", "2", "3", "rappelez-moi", "par écrit", "j'attends", "06 39 98 12 34", "06 39 98 12 35", "oui");

    final Manner manner = Manner.asShipped();
    final Understanding understanding = IntentClassifier.built();
    final Assistant assistant = new ListeningAssistant(
            understanding,
            number -> Optional.of(new RequestStatus(number, Stage.IN_HAND, null))
                    .filter(_ -> number.equals("NCA-26-000123")),
            category -> Optional.of(new Answer("Titre", "Voici les pièces. Voir https://ville.example."))
                    .filter(_ -> TOLD.contains(category.theme())),
            (_, _) -> Optional.of(new KnownRequest("NCA-26-000321", "14 rue X", LocalDate.EPOCH, Stage.AT_WORK)),
            manner::thresholds,
            VoiceSettings.DEFAULT_MENU);
    final AssistantWording wording =
            new AssistantWording(Manner.asShipped(), Locale.FRENCH, category -> "<" + category + ">");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyConversationEndsSoonAsksNothingTwiceAndHearsDangerAtOnce(long seed) {
        var random = new Random(seed);
        var ways = new HashSet<Object>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            ways.add(way(conversation(random)));
        }
        assertThat(ways)
                .contains(Why.DANGER, Why.ASKED_FOR, Why.UNDERSTOOD, Why.LOST, Why.ANSWER_DID_NOT_HELP)
                .contains("ANSWERED", "LEFT", "JOINED");
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.3, 1", "0.5, 0.95, 3", "0.95, 0.3, 3", "0.95, 0.95, 3"})
    void soItDoesWhateverTheCityIsSureOf(double sure, double oneOfTwo, int failures) {
        manner.use(new Changes(Map.of(), Map.of(), new Thresholds(sure, oneOfTwo, failures, Duration.ofMinutes(3))));
        var random = new Random(4);
        for (int i = 0; i < CONVERSATIONS; i++) {
            conversation(random);
        }
    }

    /// All that the telephone can send: keys, numbers, silences.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyConversationByKeysEndsSoonAndIsSpoken(long seed) {
        var random = new Random(seed);
        var ways = new HashSet<Object>();
        var spoken = new SpokenWording(Manner.asShipped(), category -> "<" + category + ">");
        for (int i = 0; i < CONVERSATIONS / 4; i++) {
            var lines = new ArrayList<String>();
            var callback = random.nextBoolean() ? "0493001122" : null;
            var turn = assistant.onKeys(assistant.begin().state().callable(callback));
            while (turn.ending() == null) {
                assertThat(lines).as("never over").hasSizeLessThan(LONGEST);
                assertThat(String.join(" ", spoken.of(turn.replies(), false)))
                        .isNotEmpty()
                        .doesNotContain("{", "<", "assistant.");
                var line = KEYED.get(random.nextInt(KEYED.size()));
                lines.add(line);
                turn = assistant.hear(turn.state(), line);
            }
            ways.add(way(turn.ending()));
        }
        assertThat(ways)
                .contains(Why.DANGER, Why.ASKED_FOR, Why.UNDERSTOOD, Why.LOST, Why.ANSWER_DID_NOT_HELP)
                .contains("ANSWERED", "CALLBACK");
    }

    /// As the chat holds them while people are long in coming, with all that can be said to its proposals.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyConversationWhilePeopleAreLongInComingEndsSoon(long seed) {
        var random = new Random(seed);
        var ways = new HashSet<Object>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            var lines = new ArrayList<String>();
            var questions = new HashSet<Reply>();
            var turn = assistant.begin();
            var state = turn.state().slow(Slow.BUSY);
            while (turn.ending() == null) {
                assertThat(lines).as("never over").hasSizeLessThan(LONGEST + PROPOSALS);
                var line = state.handing() == null || random.nextInt(3) == 0
                        ? line(random)
                        : GOING_ON.get(random.nextInt(GOING_ON.size()));
                lines.add(line);
                turn = assistant.hear(line.startsWith("06") ? state.callable(line) : state, line);
                check(turn, line, questions, lines);
                state = turn.state();
            }
            ways.add(way(turn.ending()));
        }
        assertThat(ways).contains(Why.DANGER, Why.ASKED_FOR, Why.UNDERSTOOD).contains("CALLBACK", "WRITTEN", "JOINED");
    }

    private Ending conversation(Random random) {
        var lines = new ArrayList<String>();
        var questions = new HashSet<Reply>();
        var turn = assistant.begin();
        while (turn.ending() == null) {
            assertThat(lines).as("never over").hasSizeLessThan(LONGEST);
            assertThat(assistant.after(lines)).as("said again: %s", lines).isEqualTo(turn.state());
            var line = line(random);
            lines.add(line);
            turn = assistant.hear(turn.state(), line);
            check(turn, line, questions, lines);
        }
        return turn.ending();
    }

    private void check(Turn turn, String line, Set<Reply> questions, List<String> lines) {
        if (!(turn.ending() instanceof Ending.Joined || turn.ending() instanceof Ending.InWriting)) {
            assertThat(turn.replies()).as("silent after %s", lines).isNotEmpty();
        }
        assertThat(wording.of(turn.replies())).doesNotContain("{", "assistant.");
        assertThat(turn.state().failures())
                .isLessThanOrEqualTo(manner.thresholds().failures());
        turn.replies().stream()
                .filter(ConversationSimulationTest::isQuestion)
                .forEach(question -> assertThat(questions.add(question))
                        .as("%s asked twice in %s", question, lines)
                        .isTrue());
        if (line.length() > 1 && understanding.of(line).urgent()) {
            assertThat(turn.replies().getFirst()).as(line).isInstanceOf(Reply.Emergency.class);
            assertThat(turn.ending())
                    .isInstanceOfSatisfying(
                            Ending.Handover.class,
                            handover -> assertThat(handover.briefing().urgent()).isTrue());
        }
    }

    private static boolean isQuestion(Reply reply) {
        return switch (reply) {
            case Reply.Say(var prompt) -> !ENDS.contains(prompt);
            case Reply.Matter _, Reply.Choice _ -> true;
            case Reply.Noted _,
                    Reply.Progress _,
                    Reply.Told _,
                    Reply.Known _,
                    Reply.Busy _,
                    Reply.Telephone _,
                    Reply.Emergency _ -> false;
        };
    }

    private static Object way(Ending ending) {
        return switch (ending) {
            case Ending.Handover(var briefing) -> briefing.why();
            case Ending.Joined _ -> "JOINED";
            case Ending.CallBack _ -> "CALLBACK";
            case Ending.InWriting _ -> "WRITTEN";
            case Ending.Goodbye goodbye -> goodbye.answered() ? "ANSWERED" : "LEFT";
        };
    }

    private static String line(Random random) {
        var from = random.nextInt(3) == 0 ? SENTENCES : ANSWERS;
        return from.get(random.nextInt(from.size()));
    }
}
