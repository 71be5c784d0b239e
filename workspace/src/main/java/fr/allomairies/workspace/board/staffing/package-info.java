/// How many people a day will need, for supervisors: the forecast held against Erlang's formulas, and a calculator.
/// Enters: the log, through the front door of `eventlog`.
@NullMarked
package fr.allomairies.workspace.board.staffing;

import org.jspecify.annotations.NullMarked;
