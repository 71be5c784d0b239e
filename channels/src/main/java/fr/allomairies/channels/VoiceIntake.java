package fr.allomairies.channels;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Receipt;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The door by which a call comes in, once the menu has said what it is about. It takes the route `channel.voice.in`
/// through the same steps as every channel, synchronously, in a few milliseconds.
public interface VoiceIntake {

    /// Opens the ticket and queues the contact. The same call again returns the same receipt.
    ///
    /// @param channel of those that are calls
    /// @param call Asterisk's id of the call, the external id of the contact
    /// @param contact the id given when the call arrived
    /// @param caller absent when withheld
    /// @param number of the city that he called, in its one form; absent where it is not known
    /// @param category what the caller chose; absent when he asked for a person
    /// @param said to the assistant before; absent where it did not speak to him
    Receipt queue(
            ChannelKind channel,
            String call,
            ContactId contact,
            Instant arrivedAt,
            @Nullable PhoneNumber caller,
            @Nullable String number,
            @Nullable CategoryCode category,
            @Nullable Said said,
            String language);

    /// Opens the ticket of a call that nobody need answer, and makes it one matter with a known request.
    ///
    /// @param said to the assistant
    /// @param known number of that request
    /// @return empty when that is settled by now: the call was queued instead, unless the caller takes that back
    Optional<Receipt> join(
            ChannelKind channel,
            String call,
            ContactId contact,
            Instant arrivedAt,
            @Nullable PhoneNumber caller,
            @Nullable CategoryCode category,
            Said said,
            String known,
            String language);

    /// Queues a contact in which a citizen is called back, on the ticket of the one in which he asked for it. The same
    /// call again returns the same receipt.
    ///
    /// @param of the contact in which he asked for it
    /// @param ticket the request that it is about; absent for that of the contact
    /// @param since when he began to wait: his place
    /// @param citizen whom we dial
    /// @param number of the city that he had called
    Receipt callBack(
            String call,
            ContactId contact,
            ContactId of,
            @Nullable TicketId ticket,
            Instant since,
            PhoneNumber citizen,
            @Nullable String number,
            String language);

    /// What caller and assistant said to each other.
    ///
    /// @param text with what a person should know of it first; what is not the citizen's own word is quoted
    /// @param urgent ahead of everything else
    /// @param place in his words; absent where he told none
    record Said(String text, boolean urgent, @Nullable String place) {}
}
