package fr.allomairies.channels.report;

import fr.allomairies.channels.report.UpdateList.Update;
import fr.allomairies.channels.wording.Wording;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The extension of GeoReport that tells what has happened to requests, for apps that ask what is new.
@Component
class Updates {

    private final UpdateList list;
    private final Ticketing ticketing;
    private final Wording wording;
    private final Clock clock;

    Updates(UpdateList list, Ticketing ticketing, Wording wording, Clock clock) {
        this.list = list;
        this.ticketing = ticketing;
        this.wording = wording;
        this.clock = clock;
    }

    Document find(Map<String, String> parameters) throws Fault {
        var numbers = RequestQuery.list(parameters, "service_request_id").stream()
                .map(number -> number.toUpperCase(Locale.ROOT))
                .toList();
        if (numbers.size() > RequestQuery.MOST_IDS) {
            throw Fault.badRequest("service_request_id: at most " + RequestQuery.MOST_IDS);
        }
        var updates = list.find(RequestQuery.of(parameters, clock.instant()), numbers);
        return Document.of("service_requests_updates", "request_update", fields(updates));
    }

    private List<Map<String, @Nullable Object>> fields(List<Update> updates) {
        var tickets = updates.stream()
                .map(Update::ticket)
                .distinct()
                .flatMap(ticket -> ticketing.ticket(ticket).stream())
                .collect(Collectors.toMap(view -> view.summary().id(), view -> view));
        return updates.stream()
                .flatMap(update -> Optional.ofNullable(tickets.get(update.ticket())).stream()
                        .map(ticket -> fields(update, ticket)))
                .toList();
    }

    private Map<String, @Nullable Object> fields(Update update, TicketView ticket) {
        var fields = Document.fields();
        fields.put("update_id", update.position() + "-" + update.number());
        fields.put("service_request_id", update.number());
        fields.put("status", update.open() ? "open" : "closed");
        fields.put("updated_datetime", Requests.moment(update.at()));
        fields.put("description", description(update, ticket));
        fields.put("media_url", null);
        return fields;
    }

    /// With what the service said at that moment.
    private String description(Update update, TicketView ticket) {
        var said = ticket.interactions().stream()
                .filter(each -> each.kind() == InteractionKind.PROGRESS
                        && each.at()
                                .truncatedTo(ChronoUnit.MILLIS)
                                .equals(update.at().truncatedTo(ChronoUnit.MILLIS)))
                .map(TicketView.Interaction::text);
        return Stream.concat(Stream.of(wording.of("channels.report.update." + update.what(), ticket.language())), said)
                .filter(part -> !part.isBlank())
                .distinct()
                .collect(Collectors.joining("\n"));
    }
}
