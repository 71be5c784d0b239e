/// The machine's voice. Enters: sentences. Leaves: sound as the telephone carries it.
@NullMarked
package fr.allomairies.voiceassistant.speech;

import org.jspecify.annotations.NullMarked;
