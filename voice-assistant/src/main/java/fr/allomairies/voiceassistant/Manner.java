package fr.allomairies.voiceassistant;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.ResourceBundleMessageSource;

/// How the assistant speaks, and when it is sure: as the product comes, but for what the city says otherwise. What is
/// changed holds from the next turn of every conversation on, those that are under way among them. Safe for many
/// threads.
public final class Manner {

    private static final String BUNDLE = "messages/assistant";
    private static final String PREFIX = "assistant.";

    private final ResourceBundleMessageSource shipped = new ResourceBundleMessageSource();
    private final Sentences sentences = Sentences.shipped();
    private final Runnable told;
    private volatile Changes changes = Changes.NONE;
    /// By the words that it says.
    private volatile Map<String, byte[]> recorded = Map.of();

    /// @param told is run each time something has changed
    public Manner(Runnable told) {
        this.told = told;
        shipped.setBasename(BUNDLE);
        shipped.setDefaultEncoding(StandardCharsets.UTF_8.name());
        shipped.setFallbackToSystemLocale(false);
        shipped.setDefaultLocale(Locale.FRENCH);
    }

    public static Manner asShipped() {
        return new Manner(() -> {});
    }

    /// Something of it is otherwise since now, on this node.
    public record Changed() {}

    /// What the city says otherwise.
    ///
    /// @param texts by the keys of their sentences
    /// @param recordings sound as the line carries it, by the keys of the sentences that it says
    public record Changes(Map<String, String> texts, Map<String, byte[]> recordings, Thresholds thresholds) {

        public static final Changes NONE = new Changes(Map.of(), Map.of(), Thresholds.SHIPPED);

        public Changes {
            texts = Map.copyOf(texts);
            recordings = Map.copyOf(recordings);
        }
    }

    /// All that it says to citizens.
    public List<Sentence> sentences() {
        return sentences.all();
    }

    public Optional<Sentence> sentence(String key) {
        return sentences.of(key);
    }

    /// Instead of all that was changed before.
    ///
    /// @param changes of sentences that there are, with texts that pass their [Sentence#check]
    public void use(Changes changes) {
        var sounds = new HashMap<String, byte[]>();
        changes.recordings()
                .forEach((key, sound) -> sentence(key)
                        .map(sentence -> changes.texts().getOrDefault(key, sentence.shipped()))
                        .ifPresent(words -> sounds.put(words, sound)));
        this.recorded = Map.copyOf(sounds);
        this.changes = changes;
        told.run();
    }

    public Thresholds thresholds() {
        return changes.thresholds();
    }

    /// Somebody's voice that says these very words, as the line carries it.
    public Optional<byte[]> recording(String words) {
        return Optional.ofNullable(recorded.get(words));
    }

    @Nullable
    String words(String key, Locale language, Object... places) {
        var own = language.getLanguage().equals(Locale.FRENCH.getLanguage())
                ? changes.texts().get(key)
                : null;
        return own == null
                ? shipped.getMessage(PREFIX + key, places, null, language)
                : sentence(key).orElseThrow().filled(own, places);
    }
}
