package fr.allomairies.channels;

import fr.allomairies.contact.ContactId;
import java.util.Collection;
import java.util.List;

/// The written assistant for citizens whose chat waits for a person. None of them loses his place by it: who asks for a
/// person, or whom it does not understand, just waits on. Safe for many threads and nodes.
public interface ChatRelief {

    /// The assistant says that everybody is busy, that it is a machine, and what it makes of what he wrote. Nothing
    /// when it has spoken to him before, when a person has, and when he writes in another language.
    void takeOver(ContactId waiting);

    /// Those of them who may leave the queue: what the assistant did is enough for them, or they chose to be called
    /// back or answered in writing.
    List<Done> done(Collection<ContactId> waiting);

    /// @param wayOut by which he leaves, a code of [fr.allomairies.contact.ContactEvent.ContactOverflowed]
    record Done(ContactId contact, String wayOut) {}
}
