/// The keypad menu and the conversation: pure, no clock and no channel. Enters: keys, silences, what was said. Leaves:
/// prompts, replies and endings.
@NullMarked
package fr.allomairies.voiceassistant.dialogue;

import org.jspecify.annotations.NullMarked;
