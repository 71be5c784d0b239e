/// The catalogue as the product ships it, and as the administration changes it. Enters: files of the class path, and
/// versions.
@NullMarked
package fr.allomairies.ticketing.catalogue;

import org.jspecify.annotations.NullMarked;
