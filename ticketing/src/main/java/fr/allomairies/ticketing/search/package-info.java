/// Finding tickets by words, in French. Derived from the tables of `store`, and can be rebuilt from them.
@NullMarked
package fr.allomairies.ticketing.search;

import org.jspecify.annotations.NullMarked;
