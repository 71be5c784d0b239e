package fr.allomairies.channels;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.voiceassistant.DialogueState.Slow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What there is instead of waiting in a chat. Carried out by telephony. Safe for many threads.
public interface ChatWays {

    /// Why people are long in coming to chats; empty while they are not.
    ///
    /// @param matter absent where he did not say what it is about
    Optional<Slow> slow(@Nullable CategoryCode matter);

    /// The first number in it, where it is one that may be called for who gave it.
    Optional<PhoneNumber> callable(String text);

    /// As people of the country write it.
    String written(PhoneNumber number);
}
