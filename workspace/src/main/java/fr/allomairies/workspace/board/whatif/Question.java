package fr.allomairies.workspace.board.whatif;

import fr.allomairies.routing.PastDays.Change;
import fr.allomairies.workspace.board.measures.Interval;

/// @param day to its end, or today up to now
/// @param change what is different on it
record Question(Interval day, Change change) {}
