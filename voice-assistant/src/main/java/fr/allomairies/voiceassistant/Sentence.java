package fr.allomairies.voiceassistant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One sentence of the assistant, in French.
///
/// @param key such as `spoken.say.opening`
/// @param shipped as the product says it
/// @param inEnglish as the product would say it; nobody is answered in English yet
/// @param places what stands in it, in the order in which it is filled
/// @param duties what it must not leave out
public record Sentence(
        String key,
        Moment moment,
        Set<Way> ways,
        String shipped,
        String inEnglish,
        List<Place> places,
        List<Duty> duties) {

    public static final int LONGEST = 500;

    /// Is never said alone.
    private static final Pattern WITHIN_ANOTHER = Pattern.compile("spoken\\.theme\\.");

    private static final Pattern MARK = Pattern.compile("\\{[^{}]*}");
    private static final Pattern BRACE = Pattern.compile("[{}]");

    public Sentence {
        ways = Collections.unmodifiableSet(EnumSet.copyOf(ways));
        places = List.copyOf(places);
        duties = List.copyOf(duties);
    }

    /// When it is said.
    public enum Moment {
        WELCOME("say\\.(opening|closed|go-ahead|again)"),
        MATTER("(matter|choice|menu|theme)(\\..*)?"),
        QUESTIONS("say\\.(where|where-again|since|hazard)|noted"),
        DANGER("emergency\\..*"),
        FOLLOW_UP("say\\.(number|number-unknown|helpful)|request|status\\..*"),
        ANSWER("say\\.(enough|join)|(known|joined|chat\\.joined)(\\..*)?"),
        HANDOVER("say\\.(person|passed-on|lost|insult|other-language|goodbye)|chat\\.place"),
        WAITING("say\\.(call-back|called-back|go-on-.*|telephone.*)|busy|telephone|chat\\.busy"),
        TAKEN("(taken|chat\\.noted)(\\..*)?");

        private final Pattern keys;

        Moment(String keys) {
            this.keys = Pattern.compile(keys);
        }

        /// @param key without the way
        boolean has(String key) {
            return keys.matcher(key).matches();
        }
    }

    /// How whoever it is said to answers.
    public enum Way {
        CHAT,
        KEYS,
        VOICE
    }

    /// Why a text cannot be said.
    ///
    /// @param what it is about, as it stands in the text or is missing there, or the name of a [Duty]
    public record Fault(Kind kind, String what) {

        public enum Kind {
            EMPTY,
            TOO_LONG,
            BRACE,
            PLACE_UNKNOWN,
            PLACE_MISSING,
            DUTY
        }
    }

    /// Whether it is said on the telephone in the same words to everybody, so that somebody can record it.
    public boolean isRecordable() {
        return places.isEmpty()
                && !WITHIN_ANOTHER.matcher(key).lookingAt()
                && (ways.contains(Way.KEYS) || ways.contains(Way.VOICE));
    }

    public Optional<Fault> check(String text) {
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return fault(Fault.Kind.EMPTY, "");
        }
        if (text.length() > LONGEST) {
            return fault(Fault.Kind.TOO_LONG, String.valueOf(text.length()));
        }
        var marks = new ArrayList<String>();
        var rest = MARK.matcher(text).replaceAll(mark -> {
            marks.add(mark.group());
            return "";
        });
        if (BRACE.matcher(rest).find()) {
            return fault(Fault.Kind.BRACE, "");
        }
        var known = places.stream().map(Place::mark).toList();
        return marks.stream()
                .filter(mark -> !known.contains(mark))
                .findFirst()
                .map(mark -> new Fault(Fault.Kind.PLACE_UNKNOWN, mark))
                .or(() -> known.stream()
                        .filter(mark -> !marks.contains(mark))
                        .findFirst()
                        .map(mark -> new Fault(Fault.Kind.PLACE_MISSING, mark)))
                .or(() -> duties.stream()
                        .filter(duty -> !duty.isDoneBy(rest))
                        .findFirst()
                        .map(duty -> new Fault(Fault.Kind.DUTY, duty.name())));
    }

    private static Optional<Fault> fault(Fault.Kind kind, String what) {
        return Optional.of(new Fault(kind, what));
    }

    /// As somebody might hear it.
    public String example(String text) {
        return filled(text, places.stream().map(Place::example).toArray());
    }

    /// @param values in the order of the places
    String filled(String text, Object... values) {
        return MARK.matcher(text)
                .replaceAll(mark -> Matcher.quoteReplacement(Place.marked(mark.group())
                        .map(places::indexOf)
                        .filter(index -> index >= 0 && index < values.length)
                        .map(index -> String.valueOf(values[index]))
                        .orElse(mark.group())));
    }
}
