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

    /// Those of them whom what the assistant did is enough for, so that they may leave the queue by
    /// [fr.allomairies.contact.ContactEvent.ContactOverflowed#ASSISTANT].
    List<ContactId> done(Collection<ContactId> waiting);
}
