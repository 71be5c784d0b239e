/// The life of one call as a table: pure, no clock, no I/O. Enters: what the line, the log and the phones tell.
/// Leaves: commands that somebody else carries out.
@NullMarked
package fr.allomairies.telephony.call;

import org.jspecify.annotations.NullMarked;
