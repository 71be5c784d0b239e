/// Who is to work when: rosters taken from files, shown and handed out, and held against what the log tells. Enters:
/// `board.measures` and `board.reports`, for the states of the log.
@NullMarked
package fr.allomairies.workspace.board.roster;

import org.jspecify.annotations.NullMarked;
