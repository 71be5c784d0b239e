/// How long a contact will wait, and how good what was said before has been. What enters: events, and the line as it
/// stands. What never enters: a clock, dice, I/O, Spring.
@NullMarked
package fr.allomairies.routing.estimate;

import org.jspecify.annotations.NullMarked;
