package fr.allomairies.voiceassistant;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Assistant.Prompt;
import fr.allomairies.voiceassistant.Assistant.Reply;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the machine says on the telephone, in French: to who answers by keys, or to who speaks and may press keys. It
/// says sentence by sentence, so that most of them are spoken once and kept, and the first is heard before the last is
/// made. What is not said otherwise there is said as it is written.
public final class SpokenWording {

    private static final Locale LANGUAGE = Locale.FRENCH;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM", LANGUAGE);
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?…])\\s+|\\R+");
    /// Of a page, which nobody can note down by ear.
    private static final Pattern ADDRESS = Pattern.compile("://|\\bwww\\.");

    private final Manner manner;
    private final Function<CategoryCode, String> labels;

    /// @param labels names of the catalogue's categories
    public SpokenWording(Manner manner, Function<CategoryCode, String> labels) {
        this.manner = manner;
        this.labels = labels;
    }

    /// What is said to many, in the same words each time, and what nobody in danger should wait for.
    public static List<Reply> fixed() {
        var prompts = Stream.of(
                        Prompt.HAZARD,
                        Prompt.NUMBER,
                        Prompt.NUMBER_UNKNOWN,
                        Prompt.HELPFUL,
                        Prompt.ENOUGH,
                        Prompt.JOIN,
                        Prompt.CALL_BACK,
                        Prompt.CALLED_BACK,
                        Prompt.PERSON,
                        Prompt.PASSED_ON,
                        Prompt.LOST)
                .<Reply>map(Reply.Say::new);
        return Stream.concat(prompts, Arrays.stream(Danger.values()).map(Reply.Emergency::new))
                .toList();
    }

    /// @param byVoice he may answer in words; otherwise by keys alone
    public List<String> of(List<Reply> replies, boolean byVoice) {
        return replies.stream().flatMap(reply -> of(reply, byVoice)).toList();
    }

    private Stream<String> of(Reply reply, boolean byVoice) {
        return switch (reply) {
            // the line takes leave itself
            case Reply.Say(var prompt) when prompt == Prompt.GOODBYE -> Stream.empty();
            case Reply.Say(var prompt) ->
                Stream.of(byVoice ? heard("say." + code(prompt)) : said("say." + code(prompt)));
            case Reply.Matter(var category, boolean open) ->
                // by key he has just chosen it
                byVoice ? Stream.of(heard(open ? "matter.open" : "matter", labels.apply(category))) : Stream.empty();
            case Reply.Choice(var categories, boolean whole) ->
                byVoice && !whole ? choice(categories).stream() : menu(categories).stream();
            case Reply.Noted(var place) -> Stream.of(said("noted", place));
            case Reply.Progress(var status) -> progress(status).stream();
            case Reply.Told(var answer) -> told(answer);
            case Reply.Known(var request) -> known(request);
            case Reply.Busy(var callback) -> Stream.of(said("busy"), digits(callback));
            case Reply.Telephone(var number) -> Stream.of(digits(number));
            case Reply.Emergency(var danger) ->
                Stream.of(said("emergency." + code(danger), danger.numbers().getFirst()));
        };
    }

    /// Sentence by sentence, without those that only say where to read on.
    private static Stream<String> told(Answer answer) {
        return SENTENCE_END
                .splitAsStream(answer.text())
                .map(String::strip)
                .filter(sentence ->
                        !sentence.isEmpty() && !ADDRESS.matcher(sentence).find());
    }

    private List<String> choice(List<CategoryCode> categories) {
        var sentences = new ArrayList<String>();
        sentences.add(heard("choice"));
        for (int i = 0; i < categories.size(); i++) {
            sentences.add(heard("choice.line", String.valueOf(i + 1), labels.apply(categories.get(i))));
        }
        sentences.add(heard("choice.how"));
        return sentences;
    }

    private List<String> menu(List<CategoryCode> categories) {
        var sentences = new ArrayList<String>();
        sentences.add(said("menu"));
        for (int i = 0; i < categories.size(); i++) {
            sentences.add(said("menu.line", String.valueOf(i + 1), theme(categories.get(i))));
        }
        sentences.add(said("menu.how"));
        return sentences;
    }

    private String theme(CategoryCode category) {
        var theme = word("spoken.theme." + category.theme());
        return theme == null ? said("theme", labels.apply(category)) : theme;
    }

    /// The digits one by one, as they are typed.
    private List<String> progress(RequestStatus status) {
        var sentences = new ArrayList<String>();
        sentences.add(said("request"));
        sentences.add(digits(status.number()));
        sentences.add(said("status." + code(status.stage())));
        if (status.due() != null && status.stage() != RequestStatus.Stage.DONE) {
            sentences.add(said(
                    "status.due",
                    DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                            .withLocale(LANGUAGE)
                            .format(status.due())));
        }
        return sentences;
    }

    private Stream<String> known(KnownRequest request) {
        return Stream.of(
                said("known", DAY.format(request.since()), request.place()),
                said("known.status." + code(request.stage())));
    }

    /// His report is with those of others: the number of it, twice.
    ///
    /// @param number such as `NCA-26-000123`
    public List<String> joined(String number) {
        return List.of(said("joined"), digits(number), said("taken.again"), digits(number), said("joined.next"));
    }

    /// A request that was taken while nobody answers: its number twice, and what happens next.
    ///
    /// @param number such as `NCA-26-000123`
    /// @param opens when people answer next
    /// @param callable whether he can be called back
    public List<String> taken(String number, @Nullable LocalDateTime opens, boolean callable) {
        var sentences = new ArrayList<>(List.of(said("taken"), digits(number), said("taken.again"), digits(number)));
        if (opens != null) {
            var time = opens.getMinute() == 0 ? "EEEE d MMMM 'à' H 'heures'" : "EEEE d MMMM 'à' H 'heures' m";
            sentences.add(said(
                    "taken.opens", DateTimeFormatter.ofPattern(time, LANGUAGE).format(opens)));
        }
        sentences.add(said(callable ? "taken.next" : "taken.next.withheld"));
        return sentences;
    }

    private static String digits(String number) {
        return number.chars()
                .filter(Character::isDigit)
                .mapToObj(digit -> String.valueOf((char) digit))
                .collect(Collectors.joining(", "));
    }

    private String heard(String key, Object... arguments) {
        var toWhoSpeaks = word("heard." + key, arguments);
        return toWhoSpeaks == null ? Objects.requireNonNull(word(key, arguments)) : toWhoSpeaks;
    }

    private String said(String key, Object... arguments) {
        var spoken = word("spoken." + key, arguments);
        return spoken == null ? Objects.requireNonNull(word(key, arguments)) : spoken;
    }

    private @Nullable String word(String key, Object... arguments) {
        return manner.words(key, LANGUAGE, arguments);
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
