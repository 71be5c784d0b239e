/// What the supervisors see: the live board and the wall, the reports and their export. Enters: the log.
@NullMarked
package fr.allomairies.workspace.board;

import org.jspecify.annotations.NullMarked;
