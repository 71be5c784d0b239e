package fr.allomairies.bench.assistant;

import fr.allomairies.voiceassistant.SpeechRecognizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;

/// Inside the product in place of Vosk: of whatever is said it understands the next sentence of [#SENTENCES], a word
/// more with each third of a second. What recognition itself costs is thus not in the figures.
final class ScriptedRecognizer implements SpeechRecognizer {

    static final List<String> SENTENCES = List.of("il y a un nid de poule sur la route", "rue de France à Nice");

    /// Names a file: nobody is listened to until it is there.
    static final String SETTING = "bench.listens";

    private static final int PIECES_OF_A_WORD = 10;

    private final Path listens;

    ScriptedRecognizer(Environment settings) {
        listens = Path.of(settings.getRequiredProperty(SETTING));
    }

    @Override
    public Optional<String> problem() {
        return Files.exists(listens) ? Optional.empty() : Optional.of("absent");
    }

    @Override
    public Recognition open() {
        return new Recognition() {

            private int sentence;
            private int pieces;

            @Override
            public String take(byte[] sound) {
                pieces++;
                return Arrays.stream(sentence().split(" "))
                        .limit(pieces / PIECES_OF_A_WORD)
                        .collect(Collectors.joining(" "));
            }

            @Override
            public String finish() {
                var said = sentence();
                sentence++;
                pieces = 0;
                return said;
            }

            private String sentence() {
                return sentence < SENTENCES.size() ? SENTENCES.get(sentence) : "";
            }

            @Override
            public void close() {}
        };
    }
}
