/// Models that an operator brings in. Enters: an archive with a hash that is expected. Leaves: a folder that is known
/// to
/// be whole.
@NullMarked
package fr.allomairies.voiceassistant.models;

import org.jspecify.annotations.NullMarked;
