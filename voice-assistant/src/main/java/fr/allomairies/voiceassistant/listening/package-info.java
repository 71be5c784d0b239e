/// When a caller speaks, and what. Enters: his sound. Leaves: that he speaks, his words so far, his sentence.
@NullMarked
package fr.allomairies.voiceassistant.listening;

import org.jspecify.annotations.NullMarked;
