/// Recognition by Vosk. Enters: speech. Leaves: words.
@NullMarked
package fr.allomairies.voiceassistant.vosk;

import org.jspecify.annotations.NullMarked;
