/// Tells services outside of the product what they were handed. Enters: hand-overs that are due. Leaves: mails and
/// signed posts.
@NullMarked
package fr.allomairies.channels.handover;

import org.jspecify.annotations.NullMarked;
