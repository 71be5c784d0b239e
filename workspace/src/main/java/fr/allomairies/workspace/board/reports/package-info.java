/// What happened in a period, as figures and as a list: the same fold over the same log as the live board.
@NullMarked
package fr.allomairies.workspace.board.reports;

import org.jspecify.annotations.NullMarked;
