/// The assembly: what runs beside the application, who may enter, what is measured and logged. Nobody depends on it.
@ApplicationModule(
        allowedDependencies = {
            "contact",
            "eventlog",
            "ticketing",
            "routing",
            "channels",
            "telephony",
            "vault",
            "voiceassistant",
            "workspace"
        })
@NullMarked
package fr.allomairies.application;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
