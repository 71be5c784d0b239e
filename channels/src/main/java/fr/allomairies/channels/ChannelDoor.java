package fr.allomairies.channels;

import fr.allomairies.contact.ChannelKind;

/// Takes a message through its channel's route on the caller's thread, for those who wait for the result.
/// When it throws, the message may be stored: sending it again with the same external id is safe.
public interface ChannelDoor {

    Intake.Result arrive(ChannelKind channel, RawMessage raw);

    /// For a channel that is numbered: returns the number of the ticket when the message is stored. When it throws,
    /// sending it again is safe.
    String accept(ChannelKind channel, RawMessage raw);
}
