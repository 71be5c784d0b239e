package fr.allomairies.ticketing.model;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.EmailAddress;
import org.jspecify.annotations.Nullable;

/// Whether the house writes to a citizen by itself. Two machines that answer each other are stopped by the
/// bounds.
public final class LetterRule {

    private final int mostPerHour;
    private final int mostPerTicket;

    /// @param mostPerHour letters of the house itself to one address
    /// @param mostPerTicket letters of the house itself on one ticket in a day
    public LetterRule(int mostPerHour, int mostPerTicket) {
        this.mostPerHour = mostPerHour;
        this.mostPerTicket = mostPerTicket;
    }

    /// Every written request is acknowledged at once, where its sender can be reached. Who is spoken to at this
    /// moment needs no letter that says so.
    public static boolean isAcknowledgedAtOnce(ChannelKind channel) {
        return !channel.isCall() && !channel.isChat();
    }

    /// By mail where an address is known, else in the messenger that he wrote in.
    ///
    /// @param channel of the ticket
    public Verdict verdict(@Nullable EmailAddress recipient, ChannelKind channel, Before before) {
        if (recipient == null && !channel.isMessenger()) {
            return Verdict.NO_ADDRESS;
        }
        if (before.refused()) {
            return Verdict.REFUSED;
        }
        if (before.toAddress() >= mostPerHour) {
            return Verdict.TOO_MANY;
        }
        return before.onTicket() >= mostPerTicket ? Verdict.TOO_MANY_ON_TICKET : Verdict.WRITE;
    }

    /// @param toAddress letters of the house itself to this address in the last hour
    /// @param onTicket letters of the house itself on this ticket in the last day
    /// @param refused mail to this address came back for good
    public record Before(int toAddress, int onTicket, boolean refused) {

        /// With so many that are being written to the address.
        public Before and(int more) {
            return new Before(toAddress + more, onTicket, refused);
        }
    }

    public enum Verdict {
        WRITE,
        NO_ADDRESS,
        REFUSED,
        TOO_MANY,
        TOO_MANY_ON_TICKET
    }
}
