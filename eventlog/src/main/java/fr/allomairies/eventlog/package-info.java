/// The one log: append in the transaction of the change, follow from a cursor. It knows nothing of what events mean.
@ApplicationModule(allowedDependencies = "contact")
@NullMarked
package fr.allomairies.eventlog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
