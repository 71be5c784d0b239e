package fr.allomairies.ticketing;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketStatus;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Which tickets to list. Null means any.
public record TicketFilter(
        @Nullable String text,
        @Nullable TicketStatus status,
        @Nullable ServiceCode service,
        @Nullable ChannelKind channel,
        @Nullable CategoryCode category,
        View view,
        Order order) {

    public static final TicketFilter ALL = new TicketFilter(null, null, null, null);

    public TicketFilter(
            @Nullable String text,
            @Nullable TicketStatus status,
            @Nullable ServiceCode service,
            @Nullable ChannelKind channel) {
        this(text, status, service, channel, new View.Everything());
    }

    public TicketFilter(
            @Nullable String text,
            @Nullable TicketStatus status,
            @Nullable ServiceCode service,
            @Nullable ChannelKind channel,
            View view) {
        this(text, status, service, channel, null, view, Order.CHANGED);
    }

    /// Of a view that has an order of its own, [#CHANGED] is that one.
    public enum Order {
        /// The newest activity first.
        CHANGED,
        /// The oldest first.
        OPENED,
        /// What is due next first.
        DUE
    }

    /// A part of all tickets that somebody looks at again and again. Open is what somebody still has to do something
    /// for.
    public sealed interface View {

        record Everything() implements View {}

        record Open() implements View {}

        /// Open, and in nobody's hands.
        record Free() implements View {}

        /// Open, and due before that day.
        record DueBefore(LocalDate day) implements View {}

        /// Whose callers gave up waiting, the first of them first.
        record ToCallBack() implements View {}

        /// Open, and in that agent's hands.
        record OwnedBy(AgentId agent) implements View {}

        /// That the agent follows, closed ones too.
        record FollowedBy(AgentId agent) implements View {}

        /// With a note in which the agent is named, closed ones too.
        record Mentioning(AgentId agent) implements View {}
    }
}
