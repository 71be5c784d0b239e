/// Voice activity by the model of Silero. Enters: sound. Leaves: how likely it is speech.
@NullMarked
package fr.allomairies.voiceassistant.silero;

import org.jspecify.annotations.NullMarked;
