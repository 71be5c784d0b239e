/// The rules of a request, pure: its life cycle, its number, its deadlines, which ticket a contact follows.
/// Time comes in as an argument; nothing here reads a clock, a table or a file of the city.
@NullMarked
package fr.allomairies.ticketing.model;

import org.jspecify.annotations.NullMarked;
