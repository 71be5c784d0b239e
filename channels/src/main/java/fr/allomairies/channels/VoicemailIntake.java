package fr.allomairies.channels;

import fr.allomairies.channels.VoiceIntake.Said;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.ticketing.Receipt;
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

    /// What a caller has told the assistant while nobody answers: a ticket of its own, to be worked on like a message.
    /// The same call again returns the same receipt.
    ///
    /// @param caller absent when withheld
    /// @param number of the city that he called; absent where it is not known
    /// @param category what he chose; absent when he only wants to be called
    Receipt note(
            String call,
            @Nullable PhoneNumber caller,
            @Nullable String number,
            String language,
            @Nullable CategoryCode category,
            Said said);
}
