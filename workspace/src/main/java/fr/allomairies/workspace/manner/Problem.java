package fr.allomairies.workspace.manner;

import fr.allomairies.voiceassistant.RecordedSound.Unusable;
import fr.allomairies.voiceassistant.Sentence.Fault;
import java.util.Locale;

/// Why something is not changed.
///
/// @param code of its words
/// @param what it is about, where the words name it
public record Problem(String code, String what) {

    static final Problem GONE = new Problem("gone", "");
    /// Somebody else was faster.
    static final Problem CHANGED = new Problem("changed", "");
    static final Problem SAME = new Problem("same", "");
    static final Problem NOT_RECORDABLE = new Problem("not-recordable", "");
    static final Problem NOT_CONFIRMED = new Problem("not-confirmed", "");
    static final Problem NO_VOICE = new Problem("no-voice", "");
    static final Problem VOICE_FAILED = new Problem("voice-failed", "");
    static final Problem BOUNDS = new Problem("bounds", "");
    static final Problem ON_TRIAL = new Problem("on-trial", "");

    static Problem of(Fault fault) {
        return fault.kind() == Fault.Kind.DUTY
                ? new Problem("duty." + fault.what(), "")
                : new Problem(kebab(fault.kind().name()), fault.what());
    }

    static Problem of(Unusable unusable) {
        return new Problem("sound-" + kebab(unusable.why().name()), "");
    }

    private static String kebab(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
