/// Chats that wait for long and what the assistant does for them: routing says for whom, the channel does it.
@NullMarked
package fr.allomairies.application.relief;

import org.jspecify.annotations.NullMarked;
