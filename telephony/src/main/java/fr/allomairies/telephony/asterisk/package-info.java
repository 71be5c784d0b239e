/// Asterisk: the only importer of Asterisk-Java. AMI carries events and commands, FastAGI the short dialogue, ARI the
/// agents' phones. Translates and does nothing else; what it means is decided in the call table.
@NullMarked
package fr.allomairies.telephony.asterisk;

import org.jspecify.annotations.NullMarked;
