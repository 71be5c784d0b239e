/// Everything that arrives: one Camel route for each kind of channel, stored before it is acknowledged, and the way out
/// of what we write. Voice comes in by the same door, see [VoiceIntake]. A new channel is one [ChannelAdapter].
@ApplicationModule(allowedDependencies = {"contact", "eventlog", "ticketing", "vault", "voiceassistant"})
@NullMarked
package fr.allomairies.channels;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
