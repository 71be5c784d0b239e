package fr.allomairies.ticketing.model;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.EmailAddress;
import org.jspecify.annotations.Nullable;

/// Whether the house writes to a citizen by itself. Two machines that answer each other are stopped by the bound.
public final class LetterRule {

    private final int mostPerHour;

    /// @param mostPerHour letters of the house itself to one address
    public LetterRule(int mostPerHour) {
        this.mostPerHour = mostPerHour;
    }

    /// Every written request is acknowledged at once, where its sender can be reached. Who is spoken to at this
    /// moment needs no letter that says so.
    public static boolean isAcknowledgedAtOnce(ChannelKind channel) {
        return !channel.isCall() && !channel.isChat();
    }

    /// By mail where an address is known, else in the messenger that he wrote in.
    ///
    /// @param channel of the ticket
    /// @param writtenInTheLastHour letters of the house itself to this address
    public Verdict verdict(@Nullable EmailAddress recipient, ChannelKind channel, int writtenInTheLastHour) {
        if (recipient == null && !channel.isMessenger()) {
            return Verdict.NO_ADDRESS;
        }
        return writtenInTheLastHour >= mostPerHour ? Verdict.TOO_MANY : Verdict.WRITE;
    }

    public enum Verdict {
        WRITE,
        NO_ADDRESS,
        TOO_MANY
    }
}
