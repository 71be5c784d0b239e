package fr.allomairies.voiceassistant;

import fr.allomairies.contact.ContactId;

/// A share of the conversations that another way to understand holds, beside the one in use.
///
/// @param number each trial has its own
/// @param percent of the conversations, 1 to 50
/// @param thresholds of those conversations, whose long wait is that of all
public record Trial(int number, int percent, Thresholds thresholds) {

    public static final int MOST_PERCENT = 50;

    /// @throws IllegalArgumentException when the share is out of its bounds
    public Trial {
        check(percent);
    }

    /// @throws IllegalArgumentException when the share is out of its bounds
    public static void check(int percent) {
        if (percent < 1 || percent > MOST_PERCENT) {
            throw new IllegalArgumentException("out of bounds: " + percent);
        }
    }

    /// The same for the same contact on every node; another draw for each trial.
    public boolean draws(ContactId contact) {
        var id = contact.value();
        var mixed = mixed(id.getMostSignificantBits() ^ mixed(id.getLeastSignificantBits() + number));
        return Long.remainderUnsigned(mixed, 100) < percent;
    }

    /// Every bit of it depends on every bit of what came in: the last step of SplitMix64.
    private static long mixed(long bits) {
        var first = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        var second = (first ^ first >>> 27) * 0x94d049bb133111ebL;
        return second ^ second >>> 31;
    }
}
