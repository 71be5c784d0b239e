/// What a day will bring, from the days that were like it. What enters: past days, counted by the dictionary of
/// measures. What never enters: a clock, I/O, Spring.
@NullMarked
package fr.allomairies.workspace.board.forecast;

import org.jspecify.annotations.NullMarked;
