/// Another way to understand, tried on a share of the conversations beside the one in use, and what comes of it.
@NullMarked
package fr.allomairies.workspace.trial;

import org.jspecify.annotations.NullMarked;
