/// What the house knows, read by all who answer and written by supervisors. Enters: its pages, and the desk that looks
/// something up.
@NullMarked
package fr.allomairies.workspace.knowledge;

import org.jspecify.annotations.NullMarked;
