/// The machine that answers first. Enters: what the caller pressed or said. Leaves: prompts to play, or a handover.
@ApplicationModule(allowedDependencies = {"contact"})
@NullMarked
package fr.allomairies.voiceassistant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
