package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The front door of ticketing. Every command runs in the caller's transaction or opens one, and writes its
/// events in it. Safe for many threads: two commands on one ticket wait for each other.
public interface Ticketing {

    /// Opens a ticket, or finds the one that the contact follows. Must be called in a transaction.
    ///
    /// @param guess at the category of a contact that does not say it; a new ticket tells it in a note
    Receipt receive(InboundContact contact, @Nullable CategoryGuess guess);

    Receipt receive(InboundContact contact);

    /// What citizen or agent said within a contact, such as one chat message or the answer to a mail.
    /// An answer of an agent on a channel that can carry it leaves the house by the log.
    ///
    /// @param idempotencyKey the same key on the same ticket is written once, and returns the first id
    InteractionId addMessage(
            TicketId ticket, @Nullable ContactId contact, @Nullable AgentId author, String text, String idempotencyKey);

    /// Refuses with `said-otherwise` where [#addMessage] or [#addNote] found the key to be that of another text, and so
    /// wrote nothing.
    Optional<Refusal> saidOtherwise(InteractionId said, String text);

    /// An agent gives the citizen of a chat a file, with what is said with it. Otherwise as [#addMessage].
    InteractionId addFile(
            TicketId ticket, ContactId contact, AgentId author, String text, NewAttachment file, String idempotencyKey);

    /// Files that came with what a citizen said. Called once for each interaction, in a transaction.
    void attach(InteractionId said, List<NewAttachment> files);

    /// @param idempotencyKey as in [#addMessage]
    InteractionId addNote(TicketId ticket, AgentId author, String text, String idempotencyKey);

    /// Of many who reach for a ticket at once, one gets it and the others learn who.
    Taking take(TicketId ticket, AgentId by);

    /// Refused for a ticket that somebody else has.
    Optional<Refusal> giveBack(TicketId ticket, AgentId by);

    Optional<Refusal> classify(TicketId ticket, CategoryCode category, AgentId by);

    /// The subject, the place and what is known of the citizen, as the agent corrects them. Null leaves as it is.
    Optional<Refusal> describe(
            TicketId ticket, @Nullable String subject, @Nullable Place place, @Nullable Sender citizen, AgentId by);

    /// Takes one detail away. Harmless where there is none.
    Optional<Refusal> forget(TicketId ticket, Detail detail, AgentId by);

    Optional<Refusal> handOver(TicketId ticket, ServiceCode service, @Nullable String note, AgentId by);

    /// A service tells how the work goes.
    ///
    /// @param reason told to the citizen; required when delayed
    /// @param newDate required when delayed, and not in the past
    Optional<Refusal> report(
            TicketId ticket,
            ServiceCode service,
            ServiceProgress progress,
            @Nullable String reason,
            @Nullable LocalDate newDate,
            String officer);

    /// The request is answered; the ticket is resolved with the disposition as its reason. Refused while a service
    /// has it (`with-service`): its work would be lost, and while a task that is needed is not
    /// done (`task-needed`).
    Optional<Refusal> resolve(TicketId ticket, String disposition, AgentId by);

    /// Somebody has called the citizen who gave up waiting.
    Optional<Refusal> calledBack(TicketId ticket, AgentId by);

    /// An agent speaks with the citizen, whom she has called: he is not to be called back any more.
    void reached(TicketId ticket);

    /// Keeps a call that an agent made, with what came of it. The same contact again is the same call.
    void keepCall(TicketId ticket, PlacedCall call);

    /// Keeps that the citizen has left the house for an outside number, and a second time how long he was
    /// there. The same contact again is the same call.
    void keepOutside(TicketId ticket, OutsideCall call);

    /// Which of the tickets are of callers who gave up waiting and are to be called back.
    Map<TicketId, MissedCall> missedCalls(Collection<TicketId> tickets);

    /// How many are to be called back in all.
    int missedCalls();

    Optional<TicketView> ticket(TicketId ticket);

    Optional<TicketView> byNumber(String number);

    Optional<TicketView> byTrackingToken(String token);

    /// The ticket that the contact opened or joined.
    Optional<TicketView> byContact(ContactId contact);

    /// What was said in the contact, oldest first, also what was split off since.
    List<TicketView.Interaction> saidIn(ContactId contact);

    /// Other tickets of the same citizen, newest first, at most `limit`.
    List<TicketSummary> history(TicketId ticket, int limit);

    /// Newest activity first. `text` searches number, subject and citizen in French; all filters may be null.
    List<TicketSummary> find(TicketFilter filter, int limit, int offset);

    /// Open requests of the category whose address has the word, each that stands for itself, the oldest first.
    ///
    /// @param word of small letters without accents, and digits
    List<ReportedPlace> reported(CategoryCode category, String word, Instant since, int limit);

    /// Open reports of the category within so many metres, each that stands for itself, the nearest first.
    List<ReportNearby> near(
            CategoryCode category, double latitude, double longitude, int metres, Instant since, int limit);

    /// Those of these numbers that there are, in their order; at most 500.
    List<TicketSummary> numbered(Collection<String> numbers);

    /// As [#find], with the place in each ticket where the words stand; where no ticket has the words as typed, with
    /// the words that come nearest.
    TicketSearch search(TicketFilter filter, int limit, int offset);
}
