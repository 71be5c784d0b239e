/// "What if?": a past day beside the same day with other skills or people. Enters: a supervisor's question, past days
/// from routing. Leaves: two columns of figures by the one dictionary.
@NullMarked
package fr.allomairies.workspace.board.whatif;

import org.jspecify.annotations.NullMarked;
