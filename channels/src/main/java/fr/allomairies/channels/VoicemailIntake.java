package fr.allomairies.channels;

import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The door by which a message of the answering machine comes in: a contact of its own, to be worked on in writing, on
/// the ticket that the call opened.
public interface VoicemailIntake {

    /// When this returns, the message is stored and cannot be lost. The same call again is the same message.
    ///
    /// @param call Asterisk's id of the call in which it was left
    /// @param contact of that call
    /// @param caller absent when withheld
    /// @param wav a WAV file
    void leave(
            String call,
            ContactId contact,
            @Nullable PhoneNumber caller,
            String language,
            Duration duration,
            byte[] wav);
}
