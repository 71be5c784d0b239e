package fr.allomairies.workspace.board.measures;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All that the measures need to know of one request.
///
/// @param service that has it or had it last; absent for what the centre kept
/// @param resolved last time; absent while it is open
/// @param into the request that stands for it since a merge
/// @param opinion of its own citizen; absent until he gives it
/// @param sortedAs what the assistant took it for, in the conversation that opened it; absent where it did not
/// @param commune INSEE code of the place that its first contact was about, where it is known
/// @param notFixed when its citizen said that what was resolved is not fixed
public record TicketRecord(
        TicketId ticket,
        String number,
        Instant received,
        ChannelKind channel,
        CategoryCode category,
        @Nullable ServiceCode service,
        TicketStatus status,
        @Nullable Instant resolved,
        @Nullable TicketId into,
        @Nullable Opinion opinion,
        @Nullable CategoryCode sortedAs,
        @Nullable String commune,
        List<Instant> notFixed) {

    public TicketRecord {
        notFixed = List.copyOf(notFixed);
    }

    /// @param score 1 to 5
    public record Opinion(int score, Instant at) {

        /// As the dictionary counts it.
        public boolean satisfied() {
            return score >= 4;
        }
    }

    /// What the assistant took it for is what it is held to be now.
    public boolean keptAsSorted() {
        return category.equals(sortedAs);
    }

    /// Several that are one matter count once, as the one that stands for all.
    public boolean counts() {
        return into == null;
    }

    public boolean open() {
        return status != TicketStatus.RESOLVED && status != TicketStatus.CLOSED;
    }

    public Optional<Duration> resolution() {
        return Optional.ofNullable(resolved)
                .map(at -> at.isBefore(received) ? Duration.ZERO : Duration.between(received, at));
    }

    TicketRecord classified(CategoryCode as) {
        return new TicketRecord(
                ticket, number, received, channel, as, service, status, resolved, into, opinion, sortedAs, commune,
                notFixed);
    }

    TicketRecord with(ServiceCode to) {
        return new TicketRecord(
                ticket, number, received, channel, category, to, status, resolved, into, opinion, sortedAs, commune,
                notFixed);
    }

    TicketRecord merged(@Nullable TicketId survivor) {
        return new TicketRecord(
                ticket, number, received, channel, category, service, status, resolved, survivor, opinion, sortedAs,
                commune, notFixed);
    }

    /// Closing what is resolved already does not resolve it again.
    TicketRecord became(TicketStatus to, Instant at) {
        var over = to == TicketStatus.RESOLVED || to == TicketStatus.CLOSED;
        var end = over ? resolved == null ? at : resolved : null;
        return new TicketRecord(
                ticket, number, received, channel, category, service, to, end, into, opinion, sortedAs, commune,
                notFixed);
    }

    /// The first that is told stays.
    TicketRecord in(@Nullable String told) {
        return new TicketRecord(
                ticket,
                number,
                received,
                channel,
                category,
                service,
                status,
                resolved,
                into,
                opinion,
                sortedAs,
                commune == null ? told : commune,
                notFixed);
    }

    TicketRecord disputed(Instant at) {
        return new TicketRecord(
                ticket,
                number,
                received,
                channel,
                category,
                service,
                status,
                resolved,
                into,
                opinion,
                sortedAs,
                commune,
                Stream.concat(notFixed.stream(), Stream.of(at)).toList());
    }

    TicketRecord judged(Opinion given) {
        return new TicketRecord(
                ticket, number, received, channel, category, service, status, resolved, into, given, sortedAs, commune,
                notFixed);
    }
}
