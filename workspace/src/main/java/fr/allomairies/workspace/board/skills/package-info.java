/// Skills given and taken from the board, for a time or until somebody changes them. Enters: the board, for who waits.
@NullMarked
package fr.allomairies.workspace.board.skills;

import org.jspecify.annotations.NullMarked;
