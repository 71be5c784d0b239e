/// What was planned held against what the agents did, by the one log. Enters: `board.roster`, `board.reports` and
/// `board.measures`.
@NullMarked
package fr.allomairies.workspace.board.adherence;

import org.jspecify.annotations.NullMarked;
