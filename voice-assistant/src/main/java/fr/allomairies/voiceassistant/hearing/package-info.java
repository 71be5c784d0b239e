/// Makes of what was said or written an utterance of the dialogue: meaning, wish, place, time, number. Knows neither
/// clock nor channel.
@NullMarked
package fr.allomairies.voiceassistant.hearing;

import org.jspecify.annotations.NullMarked;
