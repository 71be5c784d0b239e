/// The short tours that a person is shown at the first sign-in, and who has seen which.
@NullMarked
package fr.allomairies.workspace.tour;

import org.jspecify.annotations.NullMarked;
