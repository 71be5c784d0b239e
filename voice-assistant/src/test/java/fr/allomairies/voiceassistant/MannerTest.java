package fr.allomairies.voiceassistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Assistant.Prompt;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Manner.Changes;
import fr.allomairies.voiceassistant.Sentence.Fault;
import fr.allomairies.voiceassistant.Sentence.Fault.Kind;
import fr.allomairies.voiceassistant.Sentence.Moment;
import fr.allomairies.voiceassistant.Sentence.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MannerTest {

    private static final CategoryCode LAMP = new CategoryCode("lighting.lamp-out");

    private final AtomicInteger told = new AtomicInteger();
    private final Manner manner = new Manner(told::incrementAndGet);
    private final SpokenWording spoken = new SpokenWording(manner, CategoryCode::value);
    private final AssistantWording written = new AssistantWording(manner, Locale.FRENCH, CategoryCode::value);

    @Test
    void everySentenceThatIsShippedMayBeSaid() {
        assertThat(manner.sentences()).hasSizeGreaterThan(80).allSatisfy(sentence -> {
            assertThat(sentence.check(sentence.shipped())).as(sentence.key()).isEmpty();
            assertThat(sentence.shipped()).doesNotContainPattern("\\{\\d");
            assertThat(sentence.inEnglish()).as(sentence.key()).isNotBlank().doesNotContainPattern("\\{\\d");
            assertThat(sentence.example(sentence.shipped())).doesNotContain("{", "}");
            assertThat(sentence.ways()).as(sentence.key()).isNotEmpty();
        });
        assertThat(manner.sentences()).extracting(Sentence::moment).contains(Moment.values());
        assertThat(manner.sentence("briefing.title")).as("is read by the house").isEmpty();
        assertThat(manner.sentence("busy")).as("nobody who writes is asked").isEmpty();
    }

    @Test
    void whatHasNoLetterIsEmptyAndWhatIsNeverSaidAloneIsNotRecorded() {
        var person = manner.sentence("say.person").orElseThrow();
        assertThat(List.of(".", "…", "«»", "\u00A0", "\u200B", ""))
                .allSatisfy(text -> assertThat(person.check(text))
                        .hasValueSatisfying(fault -> assertThat(fault.kind()).isEqualTo(Sentence.Fault.Kind.EMPTY)));
        assertThat(manner.sentences())
                .filteredOn(sentence -> sentence.key().startsWith("spoken.theme."))
                .isNotEmpty()
                .noneMatch(Sentence::isRecordable);
    }

    /// Of every turn there is, whatever the way: what the page lists is what is said.
    @Test
    void everySentenceIsChangedWhereItIsSaid() {
        manner.use(new Changes(marked(), Map.of(), Thresholds.SHIPPED));

        assertThat(said(false))
                .allSatisfy(text -> assertThat(text).startsWith("[").contains("KEYS"));
        assertThat(said(true))
                .allSatisfy(text -> assertThat(text).startsWith("[").contains("VOICE"));
        assertThat(replies().flatMap(reply -> written.of(List.of(reply)).lines()))
                .filteredOn(line -> !line.equals("12 rue X"))
                .allSatisfy(text -> assertThat(text).startsWith("[").contains("CHAT"));
    }

    private Map<String, String> marked() {
        return manner.sentences().stream()
                .collect(Collectors.toMap(
                        Sentence::key, sentence -> "[" + sentence.key() + " " + sentence.ways() + "]"));
    }

    private List<String> said(boolean byVoice) {
        return replies()
                .filter(reply -> !WRITTEN_ONLY.contains(reply))
                .filter(reply -> byVoice || !WORDS_ONLY.contains(reply))
                .flatMap(reply -> spoken.of(List.of(reply), byVoice).stream())
                .filter(text -> !text.matches("[\\d, ]+"))
                .toList();
    }

    private static final List<Reply> WORDS_ONLY = Stream.concat(
                    Stream.of(Prompt.GO_AHEAD, Prompt.AGAIN, Prompt.WHERE, Prompt.WHERE_AGAIN, Prompt.SINCE)
                            .<Reply>map(Reply.Say::new),
                    Stream.of(new Reply.Noted("12 rue X")))
            .toList();

    private static final List<Reply> WRITTEN_ONLY = Stream.concat(
                    Stream.of(
                                    Prompt.GO_ON_BUSY,
                                    Prompt.GO_ON_CLOSED,
                                    Prompt.GO_ON_AGAIN,
                                    Prompt.TELEPHONE,
                                    Prompt.TELEPHONE_AGAIN)
                            .<Reply>map(Reply.Say::new),
                    Stream.of(new Reply.Telephone("06 39 98 12 34")))
            .toList();

    private static Stream<Reply> replies() {
        var replies = new ArrayList<Reply>(WORDS_ONLY);
        replies.addAll(WRITTEN_ONLY);
        Arrays.stream(Prompt.values())
                .filter(prompt -> prompt != Prompt.CALL_BACK)
                .map(Reply.Say::new)
                .forEach(replies::add);
        Arrays.stream(Danger.values()).map(Reply.Emergency::new).forEach(replies::add);
        Arrays.stream(RequestStatus.Stage.values())
                .map(stage -> new Reply.Progress(new RequestStatus("NCA-26-000123", stage, null)))
                .forEach(replies::add);
        replies.add(new Reply.Matter(LAMP, true));
        replies.add(new Reply.Matter(LAMP, false));
        replies.add(new Reply.Choice(List.of(LAMP, LAMP), false));
        replies.add(new Reply.Choice(List.of(LAMP), true));
        return replies.stream();
    }

    @Test
    void saysWhatTheCityWantsAndThenAgainWhatIsShipped() {
        var shipped = spoken.of(List.of(new Reply.Say(Prompt.HAZARD)), false);
        manner.use(new Changes(
                Map.of("spoken.say.hazard", "Quelqu'un risque-t-il sa vie ?", "noted", "C'est {lieu} : d'accord."),
                Map.of(),
                Thresholds.SHIPPED));

        assertThat(spoken.of(List.of(new Reply.Say(Prompt.HAZARD)), false))
                .containsExactly("Quelqu'un risque-t-il sa vie ?");
        assertThat(written.of(List.<Reply>of(new Reply.Noted("1 rue $1 {date}"))))
                .isEqualTo("C'est 1 rue $1 {date} : d'accord.");
        manner.use(Changes.NONE);
        assertThat(spoken.of(List.of(new Reply.Say(Prompt.HAZARD)), false)).isEqualTo(shipped);
        assertThat(told).hasValue(2);
    }

    @Test
    void whatIsRecordedIsKnownByTheWordsThatItSays() {
        var sound = new byte[] {1, 2};
        manner.use(new Changes(
                Map.of("spoken.say.helpful", "Est-ce clair ?"),
                Map.of("spoken.say.helpful", sound, "spoken.request", sound),
                Thresholds.SHIPPED));

        assertThat(manner.recording("Est-ce clair ?")).contains(sound);
        assertThat(manner.recording("Votre demande numéro")).contains(sound);
        assertThat(manner.recording("Si cela répond à votre question, tapez un. Sinon, tapez deux."))
                .isEmpty();
    }

    @Test
    void onlyWhatEverybodyHearsAlikeOnTheTelephoneCanBeRecorded() {
        assertThat(sentence("spoken.say.opening").isRecordable()).isTrue();
        assertThat(sentence("say.opening").isRecordable()).isFalse();
        assertThat(sentence("noted").isRecordable()).isFalse();
        assertThat(sentence("say.helpful").ways()).containsExactlyInAnyOrder(Way.CHAT, Way.VOICE);
    }

    @ParameterizedTest
    @CsvSource({
        "noted, '', EMPTY, ''",
        "noted, 'Noté', PLACE_MISSING, '{lieu}'",
        "noted, 'Noté : {lieu}, {rue}', PLACE_UNKNOWN, '{rue}'",
        "noted, 'Noté : {lieu} et {', BRACE, ''",
        "noted, 'Noté : {lieu} {0}', PLACE_UNKNOWN, '{0}'",
        "spoken.say.opening, 'Bonjour. Tapez zéro pour parler à une personne.', DUTY, MACHINE",
        "spoken.say.opening, 'Bonjour, je suis un automate. Une personne est là.', DUTY, ZERO",
        "spoken.say.opening, 'Bonjour, je suis un automate. Tapez 0.', DUTY, PERSON",
        "emergency.fire, 'Appelez le {secours} ou le 114.', DUTY, CALL_112",
        "emergency.fire, 'Appelez le 112 ou le 114.', PLACE_MISSING, '{secours}'",
        "emergency.despair, 'Appelez le {secours}, le 112 ou le 114.', DUTY, CALL_3114",
        "emergency.help, 'Appelez le {secours}, le 18, le 15 ou le 114.', DUTY, CALL_17",
        "say.other-language, 'I only speak French. In danger, call 1120.', DUTY, CALL_112"
    })
    void namesWhatAnEditLacks(String key, String text, Kind kind, String what) {
        assertThat(sentence(key).check(text)).contains(new Fault(kind, what));
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThat(sentence("say.since").check("a".repeat(Sentence.LONGEST))).isEmpty();
        assertThat(sentence("say.since").check("a".repeat(Sentence.LONGEST + 1)).map(Fault::kind))
                .contains(Kind.TOO_LONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bonjour, un robot vous répond : le 0 mène à un conseiller.", "AUTOMATE. Zéro : une personne"})
    void otherWordsForTheSameDutiesAreTaken(String text) {
        assertThat(sentence("spoken.say.opening").check(text)).isEmpty();
    }

    @Test
    void thresholdsKeepTheirBounds() {
        var longWait = Duration.ofMinutes(3);
        assertThatIllegalArgumentException().isThrownBy(() -> new Thresholds(0.49, 0.5, 2, longWait));
        assertThatIllegalArgumentException().isThrownBy(() -> new Thresholds(Double.NaN, 0.5, 2, longWait));
        assertThatIllegalArgumentException().isThrownBy(() -> new Thresholds(0.7, 0.96, 2, longWait));
        assertThatIllegalArgumentException().isThrownBy(() -> new Thresholds(0.7, 0.5, 0, longWait));
        assertThatIllegalArgumentException().isThrownBy(() -> new Thresholds(0.7, 0.5, 2, Duration.ofMinutes(16)));
    }

    /// The ear is sure of nothing else but 60 %.
    @Test
    void thresholdsHoldFromTheNextTurnOfAConversationThatIsUnderWay() {
        var meaning = new Understanding.Understood(
                List.of(new Understanding.Guess(LAMP, 0.6), new Understanding.Guess(new CategoryCode("other"), 0.1)),
                null,
                false,
                List.of());
        var assistant = new ListeningAssistant(
                _ -> meaning,
                _ -> Optional.empty(),
                _ -> Optional.empty(),
                (_, _) -> Optional.empty(),
                manner::thresholds,
                VoiceSettings.DEFAULT_MENU);
        var begun = assistant.begin().state();
        assertThat(assistant.hear(begun, "la rue est noire").replies()).containsExactly(new Reply.Say(Prompt.AGAIN));

        manner.use(new Changes(Map.of(), Map.of(), new Thresholds(0.55, 0.5, 1, Duration.ofMinutes(3))));

        assertThat(assistant.hear(begun, "la rue est noire").replies().getFirst())
                .isInstanceOf(Reply.Matter.class);
    }

    private Sentence sentence(String key) {
        return manner.sentence(key).orElseThrow();
    }
}
