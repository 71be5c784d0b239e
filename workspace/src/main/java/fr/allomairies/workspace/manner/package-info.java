/// What the assistant says, and when it is sure, as the city wants it. Enters: pages. Leaves: what every node's
/// assistant goes by.
@NullMarked
package fr.allomairies.workspace.manner;

import org.jspecify.annotations.NullMarked;
