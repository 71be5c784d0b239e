/// Who takes which contact: pure decisions. Commands enter with their time in them, decisions leave as the log's own
/// events. No clock, no dice, no I/O: the same commands give the same decisions, to the bit.
@NullMarked
package fr.allomairies.routing.engine;

import org.jspecify.annotations.NullMarked;
