/// Tickets outside a contact: the open queue, the search over all of them, and one of them with all that was said.
@NullMarked
package fr.allomairies.workspace.tickets;

import org.jspecify.annotations.NullMarked;
