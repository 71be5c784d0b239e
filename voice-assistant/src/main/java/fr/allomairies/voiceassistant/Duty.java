package fr.allomairies.voiceassistant;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// What the law, or somebody in danger, needs to be said: that a machine speaks (EU AI Act, art. 50), how a person is
/// reached, and whom to call. Where the product's own sentence says it, the city's says it as well.
public enum Duty {
    MACHINE("machine|automat\\p{L}*|robot\\p{L}*|intelligence artificielle"),
    ZERO("0|zéro"),
    PERSON("personne|humain|(télé)?conseill(er|ère)|agent"),
    CALL_15("15"),
    CALL_17("17"),
    CALL_18("18"),
    CALL_112("112"),
    CALL_114("114"),
    CALL_3114("3114");

    private final Pattern said;

    Duty(String words) {
        said = Pattern.compile(
                "(?<![\\p{L}\\d])(" + words + ")s?(?![\\p{L}\\d])", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    boolean isDoneBy(String text) {
        return said.matcher(text).find();
    }

    /// A person alone is promised in many sentences; where 0 leads to one it is a duty.
    static List<Duty> of(String shipped) {
        return Arrays.stream(values())
                .filter(duty -> duty.isDoneBy(shipped) && (duty != PERSON || ZERO.isDoneBy(shipped)))
                .toList();
    }
}
