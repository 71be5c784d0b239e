/// What the house knows and tells.
@NullMarked
package fr.allomairies.ticketing.knowledge;

import org.jspecify.annotations.NullMarked;
