package fr.allomairies.voiceassistant;

import java.util.Optional;

/// Which addresses are near to each other, however they are spelt. Safe for many threads.
public interface Surroundings {

    /// Empty for a place without a house number, a street or a commune: it may be anywhere in it.
    Optional<Around> around(String place);

    interface Around {

        /// Stands in every address that is near, in small letters without accents.
        String word();

        /// House number and street of an address that is near, such as `14 rue Masséna`: the same street of the same
        /// commune, and house numbers that differ by ten at most. Empty for every other.
        Optional<String> at(String address);
    }
}
