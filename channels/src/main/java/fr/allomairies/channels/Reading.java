package fr.allomairies.channels;

import fr.allomairies.contact.IntakeEvent.AutomaticKind;
import fr.allomairies.ticketing.InboundContact;
import java.util.Optional;

/// What an adapter makes of a raw message.
public sealed interface Reading {

    /// A citizen speaks.
    record FromCitizen(InboundContact contact) implements Reading {}

    /// A machine speaks: never a contact, never answered.
    ///
    /// @param about external id of the message of ours that it speaks of
    record Automatic(AutomaticKind kind, Optional<String> about) implements Reading {}
}
