/// The state of routing in PostgreSQL: what an engine is made of after a start. Enters: the steps of the lane.
@NullMarked
package fr.allomairies.routing.store;

import org.jspecify.annotations.NullMarked;
