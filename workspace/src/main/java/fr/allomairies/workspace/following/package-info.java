/// Who is named in a note. Enters: what somebody types.
@NullMarked
package fr.allomairies.workspace.following;

import org.jspecify.annotations.NullMarked;
