/// The log read backwards and played forwards: the state of routing out of its events, and a past day again with
/// other rules, skills or people. What enters: events. What never enters: a clock, dice, I/O, Spring.
@NullMarked
package fr.allomairies.routing.whatif;

import org.jspecify.annotations.NullMarked;
