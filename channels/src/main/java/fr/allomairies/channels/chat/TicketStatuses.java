package fr.allomairies.channels.chat;

import fr.allomairies.channels.AcceptedReports;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.voiceassistant.RequestStatus;
import fr.allomairies.voiceassistant.RequestStatus.Stage;
import fr.allomairies.voiceassistant.RequestStatuses;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How tickets fare, for the assistant; of one that is yet to be opened, that it is registered.
@Component
class TicketStatuses implements RequestStatuses {

    private final Ticketing ticketing;
    private final AcceptedReports accepted;

    TicketStatuses(Ticketing ticketing, AcceptedReports accepted) {
        this.ticketing = ticketing;
        this.accepted = accepted;
    }

    @Override
    public Optional<RequestStatus> of(String number) {
        return ticketing
                .byNumber(number)
                .map(TicketView::summary)
                .map(TicketStatuses::status)
                .or(() -> accepted.since(number).map(_ -> new RequestStatus(number, Stage.REGISTERED, null)));
    }

    private static RequestStatus status(TicketSummary ticket) {
        return new RequestStatus(ticket.number(), stage(ticket), ticket.due());
    }

    static Stage stage(TicketSummary ticket) {
        return switch (ticket.status()) {
            case NEW -> Stage.REGISTERED;
            case IN_HAND -> Stage.IN_HAND;
            case WITH_SERVICE -> withService(ticket.progress());
            case RESOLVED, CLOSED -> Stage.DONE;
        };
    }

    private static Stage withService(@Nullable ServiceProgress progress) {
        return switch (progress) {
            case null -> Stage.WITH_SERVICE;
            case IN_PROGRESS -> Stage.AT_WORK;
            case DELAYED -> Stage.DELAYED;
            case DONE -> Stage.DONE;
        };
    }
}
