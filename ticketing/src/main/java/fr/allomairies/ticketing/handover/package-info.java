/// What services are told outside of the product. Enters: hand-overs of agents, answers by link, mail and API.
@NullMarked
package fr.allomairies.ticketing.handover;

import org.jspecify.annotations.NullMarked;
