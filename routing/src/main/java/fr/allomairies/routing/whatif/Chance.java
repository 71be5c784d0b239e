package fr.allomairies.routing.whatif;

import fr.allomairies.contact.ContactId;

/// What is drawn for a contact: a number that depends on the contact, the purpose and the seed alone, so that a
/// contact has the same luck in every play of its day, whatever happens to the others.
record Chance(long seed) {

    enum Purpose {
        TIMES,
        PATIENCE
    }

    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    /// At least 0 and below 1.
    double of(ContactId contact, Purpose purpose) {
        var id = contact.value();
        var bits = mix(mix(mix(seed + GAMMA) ^ id.getMostSignificantBits()) ^ id.getLeastSignificantBits());
        return (mix(bits + GAMMA * (purpose.ordinal() + 1)) >>> 11) * 0x1p-53;
    }

    /// The finalizer of SplitMix64.
    private static long mix(long bits) {
        var first = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        var second = (first ^ first >>> 27) * 0x94D049BB133111EBL;
        return second ^ second >>> 31;
    }
}
