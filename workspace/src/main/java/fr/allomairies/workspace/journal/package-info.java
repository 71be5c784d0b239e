/// The journal of the house: who did what and when, drawn from the log.
@NullMarked
package fr.allomairies.workspace.journal;

import org.jspecify.annotations.NullMarked;
