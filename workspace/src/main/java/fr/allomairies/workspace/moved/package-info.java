/// Which skills an agent was given or lost and has not read yet, from the log. Enters: the desk.
@NullMarked
package fr.allomairies.workspace.moved;

import org.jspecify.annotations.NullMarked;
