package fr.allomairies.workspace.board.whatif;

import fr.allomairies.routing.PastDays.Change;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.LocalDate;

/// Which day, and what is different on it.
record Question(LocalDate date, Change change) {

    Interval day() {
        return Interval.day(date);
    }
}
