/// The tables of what arrived and of what leaves. Enters: the intake and the outgoing flow of this module.
@NullMarked
package fr.allomairies.channels.store;

import org.jspecify.annotations.NullMarked;
