/// The kernel: the words that every module shares, ids, channel kinds, skills and the events of the one log.
/// What enters: types that two modules must agree on. What never enters: Spring, I/O, a clock, behaviour.
@NullMarked
package fr.allomairies.contact;

import org.jspecify.annotations.NullMarked;
