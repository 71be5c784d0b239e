/// Numbers whose calls do not get through: what agents propose, and supervisors decide. Enters: its page.
@NullMarked
package fr.allomairies.workspace.blocked;

import org.jspecify.annotations.NullMarked;
