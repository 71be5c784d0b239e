/// What a supervisor makes one incident of, or not. Enters: its page.
@NullMarked
package fr.allomairies.workspace.incidents;

import org.jspecify.annotations.NullMarked;
