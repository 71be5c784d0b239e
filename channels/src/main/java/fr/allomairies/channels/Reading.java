package fr.allomairies.channels;

import fr.allomairies.contact.IntakeEvent.AutomaticKind;
import fr.allomairies.ticketing.InboundContact;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an adapter makes of a raw message.
public sealed interface Reading {

    /// A citizen speaks.
    ///
    /// @param sorted where it is known already what it is about; absent, its text is asked
    /// @param since when the citizen began to wait, where that was before
    /// @param number of the city that he called, in its one form; absent where it is not known
    record FromCitizen(
            InboundContact contact,
            @Nullable Sorted sorted,
            @Nullable Instant since,
            @Nullable String number) implements Reading {

        public FromCitizen(InboundContact contact) {
            this(contact, null, null, null);
        }

        public FromCitizen(InboundContact contact, @Nullable Sorted sorted) {
            this(contact, sorted, null, null);
        }
    }

    /// A machine speaks: never a contact, never answered.
    ///
    /// @param about external id of the message of ours that it speaks of
    /// @param forGood of a bounce: the address takes no mail, not only now
    record Automatic(AutomaticKind kind, Optional<String> about, boolean forGood) implements Reading {}
}
