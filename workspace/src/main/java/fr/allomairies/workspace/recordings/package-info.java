/// Listening to recorded conversations, and the account of it.
@NullMarked
package fr.allomairies.workspace.recordings;

import org.jspecify.annotations.NullMarked;
