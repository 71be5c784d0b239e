/// The tables of ticketing, as SQL. Every method runs in the caller's transaction and decides nothing.
@NullMarked
package fr.allomairies.ticketing.store;

import org.jspecify.annotations.NullMarked;
