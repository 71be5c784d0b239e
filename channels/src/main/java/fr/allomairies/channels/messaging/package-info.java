/// Messengers, such as WhatsApp: the webhook, what it tells, and what goes out by the provider's API. A new one is one
/// [Messenger]. Enters: the provider's calls, and what the house has to say.
@NullMarked
package fr.allomairies.channels.messaging;

import org.jspecify.annotations.NullMarked;
