package fr.allomairies.voiceassistant.listening;

import fr.allomairies.voiceassistant.SpeechRecognizer;
import java.io.IOException;
import java.util.Optional;

/// Where the city has brought in no model.
public final class NoRecognizer implements SpeechRecognizer {

    public static final String ABSENT = "absent";

    @Override
    public Optional<String> problem() {
        return Optional.of(ABSENT);
    }

    @Override
    public Recognition open() throws IOException {
        throw new IOException("nothing is recognised");
    }
}
