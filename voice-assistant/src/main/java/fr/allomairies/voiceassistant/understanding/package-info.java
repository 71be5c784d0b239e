/// From what a citizen said or wrote to what he wants: category with its probability, danger, the words that
/// counted. Enters: text. Leaves: decisions with their reasons. Nothing of it leaves the machine.
@NullMarked
package fr.allomairies.voiceassistant.understanding;

import org.jspecify.annotations.NullMarked;
