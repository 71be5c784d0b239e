/// Reports that go out by mail by themselves, once for each period. Enters: the reports.
@NullMarked
package fr.allomairies.workspace.board.reports.mailing;

import org.jspecify.annotations.NullMarked;
