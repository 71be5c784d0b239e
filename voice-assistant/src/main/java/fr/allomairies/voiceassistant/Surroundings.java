package fr.allomairies.voiceassistant;

import java.util.Optional;

/// Which addresses are near to each other, however they are spelt. Safe for many threads.
public interface Surroundings {

    /// Empty for a place without a street or without a commune: it may be anywhere.
    Optional<Around> around(String place);

    interface Around {

        /// Stands in every address that is near, in small letters without accents.
        String word();

        /// The same street of the same commune, and house numbers that differ by ten at most; where one of them has no
        /// number, neither must have.
        boolean has(String address);
    }
}
