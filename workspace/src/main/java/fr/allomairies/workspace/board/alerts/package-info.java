/// Supervisors' own alerts: rules on the figures of the board, what they raised, and the messages about it. Enters: the
/// state of the board.
@NullMarked
package fr.allomairies.workspace.board.alerts;

import org.jspecify.annotations.NullMarked;
