/// What the administrators do: accounts and skills, messages set aside, the catalogue as it is, how the parts fare.
@NullMarked
package fr.allomairies.workspace.administration;

import org.jspecify.annotations.NullMarked;
