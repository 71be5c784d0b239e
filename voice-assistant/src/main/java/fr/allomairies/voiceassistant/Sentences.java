package fr.allomairies.voiceassistant;

import fr.allomairies.voiceassistant.Sentence.Moment;
import fr.allomairies.voiceassistant.Sentence.Way;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the product has the assistant say to citizens, as `messages/assistant_fr.properties` has it.
final class Sentences {

    private static final String PREFIX = "assistant.";
    private static final String KEYS = "spoken.";
    private static final String VOICE = "heard.";
    /// Is read by people of the house.
    private static final String BRIEFING = "briefing.";

    /// To who answers in words these have words of their own, or those of the chat; all others are said to him as to
    /// who answers by keys.
    private static final Pattern ASKED_IN_WORDS = Pattern.compile("(say\\.|matter|choice).*");
    /// Nobody who answers by keys is asked what no key can answer.
    private static final Pattern NEVER_BY_KEYS =
            Pattern.compile("matter.*|choice.*|say\\.(go-ahead|again|where|where-again|since)|noted");
    /// The line takes leave itself, reads the menu and its numbers otherwise, and knows who calls.
    private static final Pattern WRITTEN_ALONE =
            Pattern.compile("say\\.(goodbye|go-on-.*|telephone.*)|choice\\.line|telephone|chat\\..*");

    /// Who writes chooses otherwise how he goes on.
    private static final Set<String> NEVER_IN_CHAT = Set.of("busy", "say.call-back");

    private static final Map<Pattern, List<Place>> PLACES = Map.of(
            Pattern.compile("matter.*|theme"), List.of(Place.SUJET),
            Pattern.compile("noted"), List.of(Place.LIEU),
            Pattern.compile("known"), List.of(Place.DATE, Place.LIEU),
            Pattern.compile("(choice|menu)\\.line"), List.of(Place.CHIFFRE, Place.SUJET),
            Pattern.compile("status\\.(?!due).*|chat\\.(noted|joined)"), List.of(Place.NUMERO),
            Pattern.compile("status\\.due"), List.of(Place.DATE),
            Pattern.compile("emergency\\..*"), List.of(Place.SECOURS),
            Pattern.compile("busy|telephone"), List.of(Place.TELEPHONE),
            Pattern.compile("taken\\.opens"), List.of(Place.OUVERTURE),
            Pattern.compile("chat\\..*by-mail"), List.of(Place.ADRESSE));

    private final List<Sentence> all;
    private final Map<String, Sentence> byKey;

    private Sentences(List<Sentence> all) {
        this.all = all;
        byKey = all.stream().collect(Collectors.toMap(Sentence::key, Function.identity()));
    }

    static Sentences shipped() {
        var french = texts("fr");
        var english = texts("en");
        return new Sentences(french.keySet().stream()
                .filter(key -> !key.startsWith(BRIEFING))
                .map(key -> sentence(key, french, english))
                .filter(sentence -> !sentence.ways().isEmpty())
                .sorted(Comparator.comparing(Sentence::moment)
                        .thenComparing(sentence -> bare(sentence.key()))
                        .thenComparing(Sentence::key))
                .toList());
    }

    /// By moment, and what says the same beside each other.
    List<Sentence> all() {
        return all;
    }

    Optional<Sentence> of(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    private static Sentence sentence(String key, Map<String, String> french, Map<String, String> english) {
        var places = places(key, Objects.requireNonNull(french.get(key)));
        var text = named(Objects.requireNonNull(french.get(key)), places);
        return new Sentence(
                key,
                moment(key),
                ways(key, french.keySet()),
                text,
                named(english.getOrDefault(key, ""), places),
                places,
                Duty.of(text));
    }

    private static Moment moment(String key) {
        return Arrays.stream(Moment.values())
                .filter(moment -> moment.has(bare(key)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody knows when it is said: " + key));
    }

    private static Set<Way> ways(String key, Set<String> keys) {
        var bare = bare(key);
        var inWords = ASKED_IN_WORDS.matcher(bare).matches();
        var ways = EnumSet.noneOf(Way.class);
        if (key.equals(bare) && !NEVER_IN_CHAT.contains(key)) {
            ways.add(Way.CHAT);
        }
        if (WRITTEN_ALONE.matcher(key).matches()) {
            return ways;
        }
        var byKeys = keys.contains(KEYS + bare) ? KEYS + bare : bare;
        if (key.equals(byKeys) && !NEVER_BY_KEYS.matcher(bare).matches()) {
            ways.add(Way.KEYS);
        }
        var byVoice = keys.contains(VOICE + bare) ? VOICE + bare : inWords ? bare : byKeys;
        if (key.equals(byVoice)) {
            ways.add(Way.VOICE);
        }
        return ways;
    }

    private static List<Place> places(String key, String text) {
        return PLACES.entrySet().stream()
                .filter(places -> places.getKey().matcher(bare(key)).matches())
                .flatMap(places -> IntStream.range(0, places.getValue().size())
                        .filter(index -> text.contains("{" + index + "}"))
                        .mapToObj(places.getValue()::get))
                .toList();
    }

    private static String named(String text, List<Place> places) {
        var named = text.replace("''", "'");
        for (int i = 0; i < places.size(); i++) {
            named = named.replace("{" + i + "}", places.get(i).mark());
        }
        return named;
    }

    private static String bare(String key) {
        return key.startsWith(KEYS)
                ? key.substring(KEYS.length())
                : key.startsWith(VOICE) ? key.substring(VOICE.length()) : key;
    }

    private static Map<String, String> texts(String language) {
        var file = "/messages/assistant_" + language + ".properties";
        var properties = new Properties();
        try (var in = Objects.requireNonNull(Sentences.class.getResourceAsStream(file));
                var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var texts = new TreeMap<String, String>();
        properties
                .stringPropertyNames()
                .forEach(key -> texts.put(key.substring(PREFIX.length()), word(properties, key)));
        return texts;
    }

    private static String word(Properties properties, String key) {
        return Objects.requireNonNull(properties.getProperty(key)).strip();
    }
}
