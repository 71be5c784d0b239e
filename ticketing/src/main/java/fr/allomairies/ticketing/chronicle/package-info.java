/// How a ticket's story is written down: what was said and what changed, each with its event and its time.
@NullMarked
package fr.allomairies.ticketing.chronicle;

import org.jspecify.annotations.NullMarked;
