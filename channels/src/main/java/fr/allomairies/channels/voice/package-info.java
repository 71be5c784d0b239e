/// Calls, as the intake sees them. Enters: what telephony says at the door [fr.allomairies.channels.VoiceIntake].
@NullMarked
package fr.allomairies.channels.voice;

import org.jspecify.annotations.NullMarked;
