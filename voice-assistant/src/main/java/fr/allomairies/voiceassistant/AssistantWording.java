package fr.allomairies.voiceassistant;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.Assistant.Briefing;
import fr.allomairies.voiceassistant.Assistant.Reply;
import fr.allomairies.voiceassistant.Assistant.Slot;
import fr.allomairies.voiceassistant.Understanding.Guess;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the machine says, in writing. The words are in `messages/assistant_fr.properties` and `_en.properties`, but for
/// those that the city has changed.
public final class AssistantWording {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM");

    private final Manner manner;
    private final Locale language;
    private final Function<CategoryCode, String> labels;

    /// @param labels names of the catalogue's categories in the language
    public AssistantWording(Manner manner, Locale language, Function<CategoryCode, String> labels) {
        this.manner = manner;
        this.language = language;
        this.labels = labels;
    }

    /// All that one turn says, as one text.
    public String of(List<Reply> replies) {
        return replies.stream().map(this::of).collect(Collectors.joining("\n"));
    }

    /// The first that is said to who waits for a person in a chat.
    public String busy() {
        return word("chat.busy");
    }

    /// He has not reached anybody yet.
    public String keepsPlace() {
        return word("chat.place");
    }

    /// His request is with people, and he need not wait.
    ///
    /// @param email at which he is answered; absent where he gave none
    public String noted(String number, @Nullable String email) {
        return word("chat.noted", number) + "\n" + answered("noted", email);
    }

    /// He is with the request of others.
    public String joined(String number, @Nullable String email) {
        return word("chat.joined", number) + "\n" + answered("joined", email);
    }

    private String answered(String how, @Nullable String email) {
        return email == null ? word("chat.noted.no-address") : word("chat." + how + ".by-mail", email);
    }

    /// What a person should know, a line each, the most pressing first.
    public String of(Briefing briefing) {
        return Stream.of(
                        Stream.of(word("briefing.title"), word("briefing.why." + code(briefing.why()))),
                        Stream.of("briefing.urgent")
                                .filter(_ -> briefing.urgent())
                                .map(this::word),
                        Stream.ofNullable(briefing.matter()).map(this::matter),
                        Arrays.stream(Slot.values())
                                .flatMap(slot -> Stream.ofNullable(
                                                briefing.slots().get(slot))
                                        .map(answer -> slot(slot, answer))))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private String matter(Guess guess) {
        return word("briefing.matter", labels.apply(guess.category()), Math.round(100 * guess.probability()));
    }

    private String slot(Slot slot, String answer) {
        return word("briefing." + code(slot), answer.isEmpty() ? word("briefing.unknown") : answer);
    }

    private String of(Reply reply) {
        return switch (reply) {
            case Reply.Say(var prompt) -> word("say." + code(prompt));
            case Reply.Matter(var category, boolean open) ->
                word(open ? "matter.open" : "matter", labels.apply(category));
            case Reply.Choice(var categories, boolean menu) ->
                word(menu ? "menu" : "choice") + "\n" + numbered(categories) + "\n"
                        + word(menu ? "menu.how" : "choice.how");
            case Reply.Noted(var place) -> word("noted", place);
            case Reply.Progress(var status) -> progress(status);
            case Reply.Busy(var callback) -> word("busy", callback);
            case Reply.Telephone(var number) -> word("telephone", number);
            case Reply.Known(var request) -> known(request);
            case Reply.Told(var answer) -> answer.title() + "\n" + answer.text();
            case Reply.Emergency(var danger) ->
                word("emergency." + code(danger), danger.numbers().getFirst());
        };
    }

    private String known(KnownRequest request) {
        return word("known", DAY.withLocale(language).format(request.since()), request.place()) + " "
                + word("known.status." + code(request.stage()));
    }

    private String numbered(List<CategoryCode> categories) {
        return IntStream.range(0, categories.size())
                .mapToObj(i -> word("choice.line", String.valueOf(i + 1), labels.apply(categories.get(i))))
                .collect(Collectors.joining("\n"));
    }

    private String progress(RequestStatus status) {
        var told = word("status." + code(status.stage()), status.number());
        return status.due() == null || status.stage() == RequestStatus.Stage.DONE
                ? told
                : told + " "
                        + word(
                                "status.due",
                                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                                        .withLocale(language)
                                        .format(status.due()));
    }

    private String word(String key, Object... arguments) {
        return Objects.requireNonNull(manner.words(key, language, arguments));
    }

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
