package fr.allomairies.voiceassistant;

import fr.allomairies.contact.CategoryCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the machine offers to a caller.
///
/// @param menu the themes, in the order in which they are said. The category is the commonest of its theme: it decides
/// the skill that is asked for, and the agent corrects it at the desk. Default: [#DEFAULT_MENU].
/// @param hours when people answer
/// @param assistant whether the assistant answers calls
@ConfigurationProperties("allo.voice")
public record VoiceSettings(List<Choice> menu, HoursSettings hours, AssistantSettings assistant) {

    /// The themes most called for in data of French city hotlines; 0, 9, `*` and `#` have a meaning of their own.
    public static final List<Choice> DEFAULT_MENU = List.of(
            new Choice('1', "theme-roads", new CategoryCode("roads.pothole")),
            new Choice('2', "theme-lighting", new CategoryCode("lighting.lamp-out")),
            new Choice('3', "theme-cleanliness", new CategoryCode("cleaning.dirty-street")),
            new Choice('4', "theme-civil-registry", new CategoryCode("civil.id-card")),
            new Choice('5', "theme-parking", new CategoryCode("parking.permit")),
            new Choice('6', "theme-follow-up", new CategoryCode("request.follow-up")));

    public VoiceSettings(
            @Nullable List<Choice> menu, @Nullable HoursSettings hours, @Nullable AssistantSettings assistant) {
        this.menu = menu == null || menu.isEmpty() ? DEFAULT_MENU : List.copyOf(menu);
        this.hours = hours == null ? new HoursSettings(null, null, null, null) : hours;
        this.assistant = assistant == null ? new AssistantSettings(false, null, null, null) : assistant;
        var keys = new HashSet<Character>();
        for (var choice : this.menu) {
            if (!keys.add(choice.key())) {
                throw new IllegalArgumentException("allo.voice.menu has the key " + choice.key() + " twice");
            }
        }
    }

    /// @param enabled whether calls are held by the assistant, by its own voice, instead of by the keypad menu of
    /// recorded prompts. Default false
    /// @param voice program that speaks, called with a language, the WAV file to write (16 bits, 8 kHz, mono) and
    /// the words; required where it is enabled
    /// @param sounds folder for what it has spoken; required where it is enabled
    /// @param recognition of what callers say
    public record AssistantSettings(
            boolean enabled, @Nullable Path voice, @Nullable Path sounds, RecognitionSettings recognition) {

        public AssistantSettings(
                boolean enabled,
                @Nullable Path voice,
                @Nullable Path sounds,
                @Nullable RecognitionSettings recognition) {
            this.enabled = enabled;
            this.voice = voice;
            this.sounds = sounds;
            this.recognition = recognition == null ? RecognitionSettings.DEFAULT : recognition;
            if (enabled && (voice == null || sounds == null)) {
                throw new IllegalArgumentException("allo.voice.assistant.enabled is true, and allo.voice.assistant."
                        + (voice == null ? "voice" : "sounds") + " is missing");
            }
        }
    }

    /// @param model folder of the model, as `./allo models` brings it in; without one, or where it is not there,
    /// nobody is listened to, and the assistant answers by keypad
    /// @param atMost callers who are listened to at once, 1 to 200; more have the keypad. Default 8
    /// @param silence after which a sentence is over, 500 ms to 2 s. Default 800 ms
    public record RecognitionSettings(
            @Nullable Path model,
            @DefaultValue("8") int atMost,
            @DefaultValue("800ms") Duration silence) {

        private static final int MOST = 200;
        private static final Duration SHORTEST = Duration.ofMillis(500);
        private static final Duration LONGEST = Duration.ofSeconds(2);
        private static final RecognitionSettings DEFAULT = new RecognitionSettings(null, 8, Duration.ofMillis(800));

        public RecognitionSettings {
            if (atMost < 1 || atMost > MOST) {
                throw new IllegalArgumentException(
                        "allo.voice.assistant.recognition.at-most is 1 to " + MOST + ", was: " + atMost);
            }
            if (silence.compareTo(SHORTEST) < 0 || silence.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "allo.voice.assistant.recognition.silence is 500 ms to 2 s, was: " + silence);
            }
        }
    }

    /// @param key `1` to `8`
    /// @param prompt name of the sound that says the theme, such as `theme-roads`
    public record Choice(char key, String prompt, CategoryCode category) {

        public Choice {
            if (key < '1' || key > '8') {
                throw new IllegalArgumentException(
                        "a key of allo.voice.menu is 1 to 8 (0 is a person, 9 repeats), was: " + key);
            }
            if (!prompt.matches("[a-z0-9-]+")) {
                throw new IllegalArgumentException("a prompt of allo.voice.menu is a-z, 0-9 and -, was: " + prompt);
            }
        }
    }
}
