package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.OutsideKind;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketId;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.CallState;
import fr.allomairies.telephony.call.Consult;
import fr.allomairies.telephony.call.Outside;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is stored of a call.
///
/// @param caller absent when withheld or not a number
/// @param heldAt since when he is on hold; absent when he is not
/// @param consult the colleague whom `agent` asks; absent for nobody
/// @param outside where he was sent last; absent for nowhere
/// @param transferredAt when `agent` passed him on; absent when he is not on that way
/// @param attempt absent for a call that the citizen made
/// @param placedOn the ticket out of which an agent makes the call; absent for any other
/// @param overflowedAt when routing sent him out of the queue to the answering machine
record CallAccount(
        CallId call,
        ContactId contact,
        @Nullable PhoneNumber caller,
        Instant arrivedAt,
        @Nullable Instant queuedAt,
        @Nullable Instant overflowedAt,
        @Nullable Instant connectedAt,
        @Nullable AgentId agent,
        @Nullable Instant heldAt,
        @Nullable Consult consult,
        @Nullable SentTo outside,
        @Nullable Instant transferredAt,
        @Nullable Instant endedAt,
        @Nullable Instant dialledAt,
        @Nullable Attempt attempt,
        @Nullable TicketId placedOn) {

    /// To call a citizen back.
    ///
    /// @param number of the attempt, from 1
    /// @param of the call in which he asked for it
    /// @param placeSince since when he has waited
    record Attempt(int number, CallId of, Instant placeSince) {}

    /// @param name as the address book had it; absent for a number that was typed
    /// @param rings whether it is called for him now, or spoken with
    /// @param asks whether the agent speaks with them first
    /// @param speaks whether she does by now
    /// @param joined whether the citizen hears both
    /// @param leftAt when he left the house for it; absent for who is here still
    record SentTo(
            PhoneNumber number,
            @Nullable String name,
            OutsideKind kind,
            boolean rings,
            boolean asks,
            boolean speaks,
            boolean joined,
            @Nullable Instant leftAt) {

        @Nullable
        Outside ringing() {
            return rings ? new Outside(number, asks, speaks, joined) : null;
        }
    }

    boolean hasLeft() {
        return outside != null && outside.leftAt() != null;
    }

    /// Whether a phone rings is not stored: the queue knows it, and rings again.
    CallState state() {
        if (endedAt != null) {
            return CallState.ENDED;
        }
        if (hasLeft()) {
            return CallState.OUTSIDE;
        }
        if (connectedAt != null) {
            return heldAt == null ? CallState.CONNECTED : CallState.HELD;
        }
        if (transferredAt != null) {
            return CallState.TRANSFERRED;
        }
        if (placedOn != null && agent != null) {
            return dialledAt == null ? CallState.PLACED : CallState.CALLING;
        }
        if (attempt != null) {
            return dialledAt == null ? CallState.CALLBACK : CallState.DIALLING;
        }
        if (overflowedAt != null) {
            return CallState.VOICEMAIL;
        }
        return queuedAt == null ? CallState.ARRIVED : CallState.QUEUED;
    }
}
