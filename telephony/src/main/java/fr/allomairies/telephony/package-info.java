/// Voice: the life of a call, and the Asterisk that carries it. Enters: calls, offers from the log. Leaves: arrivals,
/// connections and ends of calls.
@ApplicationModule(
        allowedDependencies = {"contact", "eventlog", "channels", "routing", "ticketing", "voiceassistant", "vault"})
@NullMarked
package fr.allomairies.telephony;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
