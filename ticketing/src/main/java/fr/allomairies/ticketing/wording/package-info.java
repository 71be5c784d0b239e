/// The words of ticketing in French and English.
@NullMarked
package fr.allomairies.ticketing.wording;

import org.jspecify.annotations.NullMarked;
