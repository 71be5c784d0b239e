package fr.allomairies.voiceassistant.hearing;

import fr.allomairies.voiceassistant.RequestStatus;
import fr.allomairies.voiceassistant.RequestStatuses;
import fr.allomairies.voiceassistant.Understanding;
import fr.allomairies.voiceassistant.dialogue.Utterance;
import fr.allomairies.voiceassistant.dialogue.Utterance.Asked;
import fr.allomairies.voiceassistant.dialogue.Utterance.Way;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Hears all that there is in a line. Safe for many threads.
public final class Ear {

    private static final Pattern KEY = Pattern.compile("[0-9*#]");
    /// With or without dashes and leading zeros, as people copy it.
    private static final Pattern NUMBER =
            Pattern.compile("\\bNCA[\\s–-]*(\\d{2})[\\s–-]*(\\d{1,12})\\b", Pattern.CASE_INSENSITIVE);

    private final Understanding understanding;
    private final RequestStatuses requests;
    private final Wishes wishes = new Wishes();
    private final Rules<Way> ways = new Rules<>(Way.class, "ways.txt");
    private final Places places = new Places(Gazetteer.ofTheMetropolis());

    public Ear(Understanding understanding, RequestStatuses requests) {
        this.understanding = understanding;
        this.requests = requests;
    }

    public Utterance hear(String text) {
        return hear(text, this::status);
    }

    /// Without what is known of the request that he names.
    public Utterance overhear(String text) {
        return hear(text, _ -> null);
    }

    private Utterance hear(String text, Function<String, @Nullable RequestStatus> statuses) {
        var line = text.strip();
        if (line.isEmpty()) {
            return new Utterance.Silence();
        }
        if (KEY.matcher(line).matches()) {
            return new Utterance.Key(line.charAt(0));
        }
        return new Utterance.Said(
                line,
                understanding.of(line),
                wishes.of(line),
                places.told(line).orElse(null),
                Times.in(line).orElse(null),
                number(line)
                        .map(number -> new Asked(number, statuses.apply(number)))
                        .orElse(null),
                ways.of(line).orElse(null));
    }

    private @Nullable RequestStatus status(String number) {
        return requests.of(number).orElse(null);
    }

    private static Optional<String> number(String line) {
        var number = NUMBER.matcher(line);
        return number.find() ? Optional.of(RequestStatus.number(number.group(1), number.group(2))) : Optional.empty();
    }
}
