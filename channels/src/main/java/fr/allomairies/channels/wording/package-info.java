/// What this module says to citizens. The words are in `messages/channels_fr.properties` and `_en.properties`.
@NullMarked
package fr.allomairies.channels.wording;

import org.jspecify.annotations.NullMarked;
