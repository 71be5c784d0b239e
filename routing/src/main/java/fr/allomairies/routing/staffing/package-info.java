/// How many people it takes: the arithmetic of queues that meet calls with patience and without. Pure, and open to
/// the screens as `routing::staffing`. Enters: loads and targets. Leaves: positions, waits, shares.
@NamedInterface("staffing")
@NullMarked
package fr.allomairies.routing.staffing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
