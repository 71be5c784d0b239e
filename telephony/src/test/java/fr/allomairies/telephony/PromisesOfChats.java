package fr.allomairies.telephony;

import fr.allomairies.channels.ChatCallbacks;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// In the place of the chat: whom a test has promised to call.
class PromisesOfChats implements ChatCallbacks {

    private final Map<ContactId, PhoneNumber> promises = new ConcurrentHashMap<>();

    void promise(ContactId chat, PhoneNumber number) {
        promises.put(chat, number);
    }

    @Override
    public Optional<PhoneNumber> promised(ContactId chat) {
        return Optional.ofNullable(promises.get(chat));
    }
}
