/// The city's memory of a request: tickets, what was said on them, citizens, the catalogue, the services' work.
/// Enters: contacts from the channels, commands of the desk and of the services. Leaves: ticket events.
@ApplicationModule(allowedDependencies = {"contact", "eventlog", "vault"})
@NullMarked
package fr.allomairies.ticketing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
