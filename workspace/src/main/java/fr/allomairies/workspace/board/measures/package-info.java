/// The dictionary of measures, the one implementation for board, reports and exports: a fold over the log's events.
/// What enters: events. What never enters: a clock, I/O, Spring.
@NullMarked
package fr.allomairies.workspace.board.measures;

import org.jspecify.annotations.NullMarked;
