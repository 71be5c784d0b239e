/// Who takes whom: the pure engine, the lane that feeds it, the state of every agent. Enters: queued and ended
/// contacts from the log, agents' commands from the desk, answers of phones. Leaves: offers and agent states.
@ApplicationModule(allowedDependencies = {"contact", "eventlog"})
@NullMarked
package fr.allomairies.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
