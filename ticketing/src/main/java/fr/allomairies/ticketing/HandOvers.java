package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TaskId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.MunicipalService.Way;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What services are told outside of the product, and what they answer. Safe for many threads and several nodes.
public interface HandOvers {

    /// Those that are due, which nobody else takes before `until`.
    List<HandOver> claim(Instant now, Instant until, int limit);

    /// What it says; empty when the request, or its task, is no longer the service's to do.
    Optional<Matter> matter(HandOver of);

    void sent(HandOver told, Instant at);

    /// What is never tried again is noted on the ticket, once.
    ///
    /// @param code kebab-case
    /// @param again when it is tried again; absent for never
    void failed(HandOver told, String code, @Nullable Instant again);

    /// It is tried again from now on, for another day. Nothing where it was taken.
    void again(UUID id);

    /// That somebody was told of by a link or a delivery, while the request, or its task, is still his service's and
    /// the link has not expired.
    Optional<HandOver> live(String token);

    /// Whether we made that token, whatever has become of it.
    boolean isOurs(String token);

    /// What the service's software checks ours by, and signs its own with: HMAC-SHA256.
    String secret(ServiceCode service);

    /// @param key the same answer again changes nothing
    Optional<Refusal> answer(HandOver of, String key, Answer answer);

    /// An officer who is signed in answers that it is not his service's to do.
    Optional<Refusal> refuse(TicketId ticket, ServiceCode service, @Nullable String reason, AgentId officer);

    /// That a mail answers by its thread, when it comes from where the hand-over went.
    Optional<HandOver> answered(Collection<String> threadHints, EmailAddress from);

    /// That was told by the mail of that Message-ID.
    Optional<HandOver> mailed(String messageId);

    /// A mail of the service, kept as its word. Must be called in a transaction.
    ///
    /// @param key the same mail again is kept once
    void keep(HandOver of, String key, String text, List<NewAttachment> files);

    /// Of a ticket, the newest first.
    List<HandOver> of(TicketId ticket);

    /// That were not taken and are not over, the newest first.
    List<HandOver> failing(int limit);

    /// The Message-ID that a mail has begins with it.
    static String mailKey(UUID id) {
        return "hand-over." + id;
    }

    /// @param task of the ticket, where that alone is the service's; absent for the ticket itself
    /// @param target address of a mailbox or of a webhook, as it was then
    /// @param due when it is to be answered
    /// @param triedFrom when it was first tried, or when somebody had it sent again
    /// @param dueAt when it is tried next; absent when there is nothing left to do
    /// @param failure code of the last time that it was not taken
    record HandOver(
            UUID id,
            TicketId ticket,
            @Nullable TaskId task,
            ServiceCode service,
            Way way,
            String target,
            @Nullable String sector,
            LocalDate due,
            Instant madeAt,
            Instant expiresAt,
            Instant triedFrom,
            int tries,
            @Nullable Instant dueAt,
            @Nullable Instant sentAt,
            @Nullable String failure) {}

    /// What the service needs to do the work, and nothing of who asked for it.
    ///
    /// @param task what alone is to be done; absent where it is the whole request
    /// @param words of the citizen, as he said them first
    /// @param note of the agent who handed it over
    /// @param page where it is answered
    /// @param answers address of the API by which it is answered
    record Matter(
            String number,
            String category,
            String label,
            String service,
            @Nullable String task,
            String subject,
            String words,
            @Nullable String note,
            @Nullable Place place,
            String page,
            String answers) {}

    /// @param what `IN_PROGRESS`, `DELAYED`, `DONE` or `REFUSED`
    /// @param reason needed for a delay and for a refusal; agents alone are told that of a
    ///     refusal, and all that is said of a task but of its delay
    record Answer(
            @Nullable String what,
            @Nullable String reason,
            @Nullable LocalDate newDate) {}
}
