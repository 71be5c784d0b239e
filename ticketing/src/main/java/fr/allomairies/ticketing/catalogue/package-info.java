/// The catalogue as the product ships it. Enters: a file of the class path, read once.
@NullMarked
package fr.allomairies.ticketing.catalogue;

import org.jspecify.annotations.NullMarked;
