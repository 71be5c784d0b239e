/// The keypad dialogue: pure, no clock and no channel. Enters: keys and silences. Leaves: prompts and endings.
@NullMarked
package fr.allomairies.voiceassistant.dialogue;

import org.jspecify.annotations.NullMarked;
