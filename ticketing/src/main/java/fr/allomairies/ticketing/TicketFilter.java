package fr.allomairies.ticketing;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketStatus;
import org.jspecify.annotations.Nullable;

/// Which tickets to list. Null means any.
///
/// @param open only those that somebody still has to do something for
public record TicketFilter(
        @Nullable String text,
        @Nullable TicketStatus status,
        @Nullable ServiceCode service,
        @Nullable ChannelKind channel,
        boolean open) {

    public static final TicketFilter ALL = new TicketFilter(null, null, null, null);

    public TicketFilter(
            @Nullable String text,
            @Nullable TicketStatus status,
            @Nullable ServiceCode service,
            @Nullable ChannelKind channel) {
        this(text, status, service, channel, false);
    }
}
