/// Letters that the house writes by itself: the acknowledgement of a request, and each step of the work on it.
/// Enters: the log. Leaves: outgoing interactions, which the channels carry.
@NullMarked
package fr.allomairies.ticketing.letters;

import org.jspecify.annotations.NullMarked;
