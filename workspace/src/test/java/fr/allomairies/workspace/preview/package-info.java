/// The screens over doubles in memory: to look at them without a server, and to test their addresses.
@NullMarked
package fr.allomairies.workspace.preview;

import org.jspecify.annotations.NullMarked;
