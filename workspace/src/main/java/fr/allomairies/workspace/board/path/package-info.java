/// The way of one contact through the house, and why it went as it did. Enters: the log.
@NullMarked
package fr.allomairies.workspace.board.path;

import org.jspecify.annotations.NullMarked;
