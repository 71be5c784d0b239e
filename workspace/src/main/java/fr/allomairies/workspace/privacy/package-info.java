/// Data protection: the register of processing, what goes when, and what a citizen may ask for.
@NullMarked
package fr.allomairies.workspace.privacy;

import org.jspecify.annotations.NullMarked;
