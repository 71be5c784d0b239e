/// The screens: desk for the téléconseillers, board for the supervisors, administration. No layers: a controller, a
/// store where one is needed, a template.
@ApplicationModule(
        allowedDependencies = {
            "contact",
            "eventlog",
            "ticketing",
            "routing",
            "routing::staffing",
            "channels",
            "telephony",
            "voiceassistant"
        })
@NullMarked
package fr.allomairies.workspace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
